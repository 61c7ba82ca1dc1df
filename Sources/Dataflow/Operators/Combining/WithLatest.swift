extension Flow {
    /// Adds to each element the latest one of another flow.
    ///
    ///     searches.withLatest(from: settings).map { search, settings in … }
    ///
    /// An element of the other flow is seen by every element of this one that comes after it. The other flow never
    /// waits: of its elements only the newest is kept, and one that a newer one replaces before it was used is counted
    /// as dropped.
    ///
    /// - **Emits:** a pair for each element of this flow, in order. Elements that come before the first one of the other
    ///   flow are dropped and counted or, with `waiting: true`, wait for it.
    /// - **Backpressures:** this flow when downstream does, and with `waiting: true` until the other flow's first
    ///   element; the other flow never.
    /// - **Completes:** when this flow completes; when the other one completes without an element. The other flow may
    ///   complete after one, and its last element stays.
    /// - **Fails:** when either flow fails; the other one is cancelled.
    ///
    /// - Parameters:
    ///   - other: the flow whose latest element is wanted.
    ///   - waiting: whether elements wait for the other flow's first element; otherwise they are dropped.
    @inlinable
    public func withLatest<Other: Sendable>(
        from other: Flow<Other>, waiting: Bool = false, fileID: String = #fileID, line: Int = #line
    ) -> Flow<(Element, Other)> {
        fanIn(self, other, WithLatestBehavior(isWaiting: waiting), kind: "withLatest", fileID: fileID, line: line)
    }
}

@usableFromInline
struct WithLatestBehavior<Left: Sendable, Right: Sendable>: PairBehavior, Sendable {
    @inlinable
    static var isPrompt: Bool { true }
    @inlinable
    static var unhurried: PairSides { .right }

    @usableFromInline let isWaiting: Bool
    @usableFromInline var latest: Right?
    @usableFromInline var isUsed = true
    @usableFromInline var droppedCount = 0

    @inlinable
    init(isWaiting: Bool) {
        self.isWaiting = isWaiting
    }

    @inlinable
    var choice: PairChoice { isWaiting && latest == nil ? .right : .rightFirst }

    @inlinable
    mutating func receive(left element: Left) -> Emission<(Left, Right)> {
        guard let latest else {
            droppedCount &+= 1
            return .nothing
        }
        isUsed = true
        return .emit((element, latest))
    }

    @inlinable
    mutating func receive(right element: Right) -> Emission<(Left, Right)> {
        if !isUsed { droppedCount &+= 1 }
        latest = element
        isUsed = false
        return .nothing
    }

    @inlinable
    mutating func leftFinished() -> Emission<(Left, Right)> { .finish }

    @inlinable
    mutating func rightFinished() -> Emission<(Left, Right)> { latest == nil ? .finish : .nothing }
}
