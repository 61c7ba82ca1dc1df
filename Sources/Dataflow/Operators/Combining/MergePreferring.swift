/// Lets the elements of several flows through as they come, those of one flow before the others'.
///
///     merge(preferring: commands, data)
///
/// - **Emits:** the elements of every flow, each flow's in their order. What the preferred flow has goes first; if it
///   always has more, the others give one element after each mailbox full of its.
/// - **Backpressures:** when downstream does.
/// - **Completes:** when every flow has.
/// - **Fails:** with the first flow that fails, after the accepted elements; the others are cancelled.
///
/// - Parameters:
///   - preferred: the flow whose elements go first. It is preferred to what waits at the operator: elements of other
///     flows that have passed it are in its mailbox already, which ``Flow/capacity(_:fileID:line:)`` keeps small.
///   - others: any number; they take turns as in `merge`.
@inlinable
public func merge<Element: Sendable>(
    preferring preferred: Flow<Element>, _ others: Flow<Element>..., fileID: String = #fileID, line: Int = #line
) -> Flow<Element> {
    merge(preferring: preferred, others, fileID: fileID, line: line)
}

/// Lets the elements of a list of flows through as they come, those of one flow before the others'.
///
/// - **Emits:** the elements of every flow, each flow's in their order. What the preferred flow has goes first; if it
///   always has more, the others give one element after each mailbox full of its.
/// - **Backpressures:** when downstream does.
/// - **Completes:** when every flow has.
/// - **Fails:** with the first flow that fails, after the accepted elements; the others are cancelled.
///
/// - Parameters:
///   - preferred: the flow whose elements go first. It is preferred to what waits at the operator: elements of other
///     flows that have passed it are in its mailbox already, which ``Flow/capacity(_:fileID:line:)`` keeps small.
///   - others: any number; they take turns as in `merge`.
@inlinable
public func merge<Element: Sendable>(
    preferring preferred: Flow<Element>, _ others: [Flow<Element>], fileID: String = #fileID, line: Int = #line
) -> Flow<Element> {
    let rest = others.count == 1 ? others[0] : merge(others, fileID: fileID, line: line)
    return fanIn(preferred, rest, MergePreferringBehavior(), kind: "merge", fileID: fileID, line: line)
}

@usableFromInline
struct MergePreferringBehavior<Element: Sendable>: PairBehavior, Sendable {
    @inlinable
    static var isPrompt: Bool { true }

    @inlinable
    init() {}

    @inlinable
    var choice: PairChoice { .leftFirst }

    @inlinable
    mutating func receive(left element: Element) -> Emission<Element> { .emit(element) }

    @inlinable
    mutating func receive(right element: Element) -> Emission<Element> { .emit(element) }
}
