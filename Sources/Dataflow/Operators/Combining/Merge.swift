/// Lets the elements of several flows through as they come.
///
/// - **Emits:** the elements of every flow, each flow's in their order; flows that are ready take turns.
/// - **Backpressures:** when downstream does.
/// - **Completes:** when every flow has; at once when there is none.
/// - **Fails:** with the first flow that fails, after the accepted elements; the others are cancelled.
///
/// - Parameter flows: any number.
@inlinable
public func merge<Element: Sendable>(
    _ flows: Flow<Element>...,
    fileID: String = #fileID,
    line: Int = #line
) -> Flow<Element> {
    merge(flows, fileID: fileID, line: line)
}

/// Lets the elements of a list of flows through as they come.
///
/// - **Emits:** the elements of every flow, each flow's in their order; flows that are ready take turns.
/// - **Backpressures:** when downstream does.
/// - **Completes:** when every flow has; at once when there is none.
/// - **Fails:** with the first flow that fails, after the accepted elements; the others are cancelled.
///
/// - Parameter flows: any number.
@inlinable
public func merge<Element: Sendable>(
    _ flows: [Flow<Element>],
    fileID: String = #fileID,
    line: Int = #line
) -> Flow<Element> {
    fanIn(flows, MergeBehavior(), kind: "merge", fileID: fileID, line: line)
}

@usableFromInline
struct MergeBehavior<Element: Sendable>: FanInBehavior, Sendable {
    @inlinable
    static var isPrompt: Bool { true }

    @inlinable
    init() {}

    @inlinable
    var choice: InputChoice { .any }

    @inlinable
    mutating func receive(_ element: Element, from input: Int) -> Emission<Element> { .emit(element) }
}
