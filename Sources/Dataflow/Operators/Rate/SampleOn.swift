extension Flow {
    /// Emits the newest element whenever another flow gives one.
    ///
    /// - **Emits:** for each element of the other flow the newest one of this flow, if it has had one since the last
    ///   time; on demand, so a slow downstream gets the newest sample. Elements without a sample, and samples that a
    ///   newer one replaced, are dropped and counted.
    /// - **Backpressures:** never.
    /// - **Completes:** when this flow completes, after a sample that downstream has yet to take. It goes on when the
    ///   other flow completes.
    /// - **Fails:** when either flow fails, after a sample that downstream has yet to take; the other one is cancelled.
    ///
    /// - Parameter other: the flow whose elements ask for samples. An element that came before such a demand is in time
    ///   for it. Mailboxes below hold one element unless ``capacity(_:fileID:line:)`` says otherwise.
    @inlinable
    public func sample<Other: Sendable>(
        on other: Flow<Other>, fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        fanIn(self, other, SampleBehavior(), kind: "sample", fileID: fileID, line: line)
    }
}

@usableFromInline
struct SampleBehavior<Left: Sendable, Right: Sendable>: PairBehavior, Sendable {
    @inlinable
    static var isPrompt: Bool { true }
    @inlinable
    static var unhurried: PairSides { .both }
    @inlinable
    static var isFresh: Bool { true }

    /// The newest element since the last sample.
    @usableFromInline var newest: Left?
    /// The sample that downstream has yet to take.
    @usableFromInline var sample: Left?
    @usableFromInline var hasFinished = false
    @usableFromInline var droppedCount = 0

    @inlinable
    init() {}

    @inlinable
    var choice: PairChoice { hasFinished ? .none : .leftFirst }

    @inlinable
    mutating func receive(left element: Left) -> Emission<Left> {
        if newest != nil { droppedCount &+= 1 }
        newest = element
        return .nothing
    }

    @inlinable
    mutating func receive(right element: Right) -> Emission<Left> {
        guard let element = newest.take() else { return .nothing }
        if sample != nil { droppedCount &+= 1 }
        sample = element
        return .several
    }

    @inlinable
    mutating func next() -> Left? { sample.take() }

    @inlinable
    mutating func leftFinished() -> Emission<Left> { finish() }

    @inlinable
    mutating func inputFailed(_ error: any Error) -> Emission<Left> { finish() }

    @inlinable
    mutating func finish() -> Emission<Left> {
        hasFinished = true
        if newest.take() != nil { droppedCount &+= 1 }
        return sample == nil ? .nothing : .several
    }
}
