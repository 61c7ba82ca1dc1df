extension Flow {
    /// Turns each element into a flow and lets the elements of these flows through, of several at once.
    ///
    ///     let pages = addresses.flatMap(maxConcurrent: 4) { address in Flow.deferred { pages(of: address) } }
    ///
    /// - **Emits:** the elements of every flow, each flow's in their order; flows that are ready take turns.
    /// - **Backpressures:** when downstream does, and while `maxConcurrent` flows live.
    /// - **Completes:** when upstream and every flow have.
    /// - **Fails:** with the first failure of upstream or of a flow, after what was accepted; the others are cancelled, and
    ///   the operator ends when they have. Also when `transform` throws, or gives a flow that cannot run; see
    ///   ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - maxConcurrent: the most flows that live at once, from 1 to 65,536. A flow lives until its last node has ended
    ///   and its last element was taken.
    ///   - transform: called for each element, in order, when there is a place for its flow. Each flow starts as a part of
    ///   the run, which costs about as much as its nodes, and its nodes are called `flatMap#17/map`. What it shares with the
    ///   rest of the graph runs once more. A drain lets it come to its own end.
    @inlinable
    public func flatMap<Output: Sendable>(
        maxConcurrent: Int = 16,
        fileID: String = #fileID,
        line: Int = #line,
        _ transform: @escaping @Sendable (Element) throws -> Flow<Output>
    ) -> Flow<Output> {
        let problem = Limits.innerFlows.problem(
            maxConcurrent, "a maxConcurrent of \(maxConcurrent)", tooSmall: "leaves no place for a flow")
        return nested("flatMap", SourceSite(fileID: fileID, line: line), problem: problem) {
            FlatMapFlowsBehavior(places: maxConcurrent, transform: transform)
        }
    }
}

@usableFromInline
struct FlatMapFlowsBehavior<Input: Sendable, Output: Sendable>: NestingBehavior, Sendable {
    @usableFromInline let places: Int
    @usableFromInline let transform: @Sendable (Input) throws -> Flow<Output>

    @inlinable
    init(places: Int, transform: @escaping @Sendable (Input) throws -> Flow<Output>) {
        self.places = places
        self.transform = transform
    }

    @inlinable
    mutating func receive(_ element: Input, living: Int, now: Duration) -> NestingAnswer { .start }

    @inlinable
    mutating func flow(for element: Input) throws -> Flow<Output> { try transform(element) }
}
