/// Pairs the elements of two flows, and goes on with nil for the one that has completed.
///
/// - **Emits:** a pair as soon as both flows have an element for it or the other one has completed; never two nils.
/// - **Backpressures:** when downstream does; a flow waits while the other, which has not completed, has no partner for
///   its element.
/// - **Completes:** when both flows have.
/// - **Fails:** with the first failure of a flow, after the pairs before it; the other one is cancelled. An element that
///   waits for its partner then is dropped and counted.
@inlinable
public func zipLongest<Left: Sendable, Right: Sendable>(
    _ left: Flow<Left>, _ right: Flow<Right>, fileID: String = #fileID, line: Int = #line
) -> Flow<(Left?, Right?)> {
    fanIn(left, right, ZipLongestBehavior(), kind: "zipLongest", fileID: fileID, line: line)
}

@usableFromInline
struct ZipLongestBehavior<Left: Sendable, Right: Sendable>: PairBehavior, Sendable {
    @inlinable
    static var isPrompt: Bool { true }

    /// The left element that waits for its partner.
    @usableFromInline var waiting: Left?
    @usableFromInline var open = PairSides.both
    @usableFromInline var droppedCount = 0

    @inlinable
    init() {}

    @inlinable
    var heldCount: Int { waiting == nil ? 0 : 1 }

    @inlinable
    var choice: PairChoice {
        if open == .both { return waiting == nil ? .left : .right }
        return open == .left ? .left : .right
    }

    @inlinable
    mutating func receive(left element: Left) -> Emission<(Left?, Right?)> {
        if !open.contains(.right) { return .emit((element, nil)) }
        waiting = element
        return .nothing
    }

    @inlinable
    mutating func receive(right element: Right) -> Emission<(Left?, Right?)> { .emit((waiting.take(), element)) }

    @inlinable
    mutating func inputFailed(_ error: any Error) -> Emission<(Left?, Right?)> {
        if waiting.take() != nil { droppedCount &+= 1 }
        return .nothing
    }

    @inlinable
    mutating func leftFinished() -> Emission<(Left?, Right?)> {
        open.remove(.left)
        return .nothing
    }

    @inlinable
    mutating func rightFinished() -> Emission<(Left?, Right?)> {
        open.remove(.right)
        return waiting.take().map { .emit(($0, nil)) } ?? .nothing
    }
}
