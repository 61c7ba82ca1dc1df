/// Lets through the flow that is the first to give an element or to end; the others are cancelled.
///
///     race(cache.read(key), server.fetch(key))
///
/// - **Emits:** the elements of the flow that wins. If several have an element at once, any of them may win.
/// - **Backpressures:** when downstream does.
/// - **Completes:** when the flow that wins completes, also without an element; at once when there is none.
/// - **Fails:** when the flow that wins fails; also when that is its first sign.
///
/// - Parameter flows: any number. Those that lose are cancelled as soon as there is a winner.
@inlinable
public func race<Element: Sendable>(
    _ flows: Flow<Element>...,
    fileID: String = #fileID,
    line: Int = #line
) -> Flow<Element> {
    race(flows, fileID: fileID, line: line)
}

/// Lets through the one flow of a list that is the first to give an element or to end; the others are cancelled.
///
/// - **Emits:** the elements of the flow that wins. If several have an element at once, any of them may win.
/// - **Backpressures:** when downstream does.
/// - **Completes:** when the flow that wins completes, also without an element; at once when there is none.
/// - **Fails:** when the flow that wins fails; also when that is its first sign.
///
/// - Parameter flows: any number. Those that lose are cancelled as soon as there is a winner.
@inlinable
public func race<Element: Sendable>(
    _ flows: [Flow<Element>],
    fileID: String = #fileID,
    line: Int = #line
) -> Flow<Element> {
    fanIn(flows, RaceBehavior(), kind: "race", fileID: fileID, line: line)
}

@usableFromInline
struct RaceBehavior<Element: Sendable>: FanInBehavior, Sendable {
    @inlinable
    static var isPrompt: Bool { true }

    @usableFromInline var winner: Int?

    @inlinable
    init() {}

    @inlinable
    var choice: InputChoice { winner.map { .forGood($0) } ?? .any }

    @inlinable
    mutating func receive(_ element: Element, from input: Int) -> Emission<Element> {
        winner = input
        return .emit(element)
    }

    @inlinable
    mutating func inputFinished(_ input: Int) -> Emission<Element> { winner == nil ? .finish : .nothing }
}
