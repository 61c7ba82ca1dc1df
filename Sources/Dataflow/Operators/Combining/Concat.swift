/// Lets the elements of several flows through, one flow after the other.
///
/// - **Emits:** all elements of the first flow, then all of the second, and so on.
/// - **Backpressures:** when downstream does; a later flow starts only when the one before it has completed.
/// - **Completes:** when the last flow has; at once when there is none.
/// - **Fails:** when the flow whose turn it is fails; later flows then never start.
///
/// - Parameter flows: any number; the same one may come several times. A producer that a later flow shares with an earlier one, or with
///   other parts of the graph, starts with those: its elements wait for their turn in the mailbox behind it. If that is
///   too small for them, the run may stall; see ``Flow/capacity(_:fileID:line:)``.
@inlinable
public func concat<Element: Sendable>(
    _ flows: Flow<Element>...,
    fileID: String = #fileID,
    line: Int = #line
) -> Flow<Element> {
    concat(flows, fileID: fileID, line: line)
}

/// Lets the elements of a list of flows through, one flow after the other.
///
/// - **Emits:** all elements of the first flow, then all of the second, and so on.
/// - **Backpressures:** when downstream does; a later flow starts only when the one before it has completed.
/// - **Completes:** when the last flow has; at once when there is none.
/// - **Fails:** when the flow whose turn it is fails; later flows then never start.
///
/// - Parameter flows: any number; the same one may come several times. A producer that a later flow shares with an earlier one, or with
///   other parts of the graph, starts with those: its elements wait for their turn in the mailbox behind it. If that is
///   too small for them, the run may stall; see ``Flow/capacity(_:fileID:line:)``.
@inlinable
public func concat<Element: Sendable>(
    _ flows: [Flow<Element>],
    fileID: String = #fileID,
    line: Int = #line
) -> Flow<Element> {
    fanIn(flows, ConcatBehavior(), sequential: true, kind: "concat", fileID: fileID, line: line)
}

@usableFromInline
struct ConcatBehavior<Element: Sendable>: FanInBehavior, Sendable {
    @inlinable
    static var isPrompt: Bool { true }

    @usableFromInline var current = 0

    @inlinable
    init() {}

    @inlinable
    var choice: InputChoice { .only(current) }

    @inlinable
    mutating func receive(_ element: Element, from input: Int) -> Emission<Element> { .emit(element) }

    @inlinable
    mutating func inputFinished(_ input: Int) -> Emission<Element> {
        current += 1
        return .nothing
    }
}
