extension Flow {
    /// Turns each element into a flow and lets the newest flow's elements through: a new element cancels the flow before.
    ///
    ///     let hits = queries.flatMapLatest { query in Flow.unfold(query) { try await $0.nextPage() } }
    ///
    /// - **Emits:** the elements of the newest element's flow. From a new element on nothing of the flow before is emitted;
    ///   what it had yet to give is discarded and counted. The new flow starts at once, and what it gives comes when the flow
    ///   before has ended.
    /// - **Backpressures:** never. While two cancelled flows have yet to end, the newest element waits for its flow to
    ///   start; an older one that waits is dropped and counted, and so is one that came with a newer one.
    /// - **Completes:** when upstream and the newest flow have.
    /// - **Fails:** with the first failure of upstream or of the newest flow, after what was accepted; the other is
    ///   cancelled, and the operator ends when it has. Also when `transform` throws, or gives a flow that cannot run; see
    ///   ``onFailure(_:fileID:line:)``. What goes wrong in a flow that was cancelled is of no interest.
    ///
    /// - Parameter transform: called in order, for each element that is not dropped. Each flow starts as a part of the run,
    ///   which costs about as much as its nodes, and its nodes are called `flatMapLatest#17/map`. What it shares with the
    ///   rest of the graph runs once more. A drain lets the newest flow come to its own end.
    @inlinable
    public func flatMapLatest<Output: Sendable>(
        fileID: String = #fileID,
        line: Int = #line,
        _ transform: @escaping @Sendable (Element) throws -> Flow<Output>
    ) -> Flow<Output> {
        nested("flatMapLatest", SourceSite(fileID: fileID, line: line), problem: nil) {
            FlatMapLatestBehavior(transform: transform)
        }
    }
}

@usableFromInline
struct FlatMapLatestBehavior<Input: Sendable, Output: Sendable>: NestingBehavior, Sendable {
    @usableFromInline let ownsFailures: Bool
    @usableFromInline let transform: @Sendable (Input) throws -> Flow<Output>

    @inlinable
    init(ownsFailures: Bool = false, transform: @escaping @Sendable (Input) throws -> Flow<Output>) {
        self.ownsFailures = ownsFailures
        self.transform = transform
    }

    /// The newest flow, and one that has yet to end.
    @inlinable
    var places: Int { 2 }

    @inlinable
    var intake: NestingIntake { .newest }

    @inlinable
    mutating func receive(_ element: Input, living: Int, now: Duration) -> NestingAnswer { .replace }

    @inlinable
    mutating func flow(for element: Input) throws -> Flow<Output> { try transform(element) }
}
