extension Flow {
    /// A custom source.
    ///
    /// - Parameters:
    ///   - behavior: decides what the source emits; each run gets a copy.
    ///   - kind: what the operator is called in snapshots and errors.
    @inlinable
    public init<Behavior: SourceBehavior & Sendable>(
        source behavior: Behavior, kind: String = "source", fileID: String = #fileID, line: Int = #line
    ) where Behavior.Output == Element {
        self.init(kind, SourceSite(fileID: fileID, line: line)) { Node.running(SourceKernel(behavior, $0)) }
    }

    /// A custom operator with one input and one output.
    ///
    /// - Parameters:
    ///   - behavior: decides what happens; each run gets a copy.
    ///   - kind: what the operator is called in snapshots and errors.
    @inlinable
    public func transform<Behavior: TransformBehavior & Sendable>(
        _ behavior: Behavior, kind: String = "transform", fileID: String = #fileID, line: Int = #line
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        transform(behavior, kind, SourceSite(fileID: fileID, line: line), problem: nil)
    }

    /// A custom operator whose work awaits.
    ///
    /// - Parameters:
    ///   - behavior: decides what happens; each run gets up to `concurrency` copies.
    ///   - concurrency: the most elements in work at once, from 1 to 65,536.
    ///   - ordered: whether the results keep the order of the elements.
    ///   - kind: what the operator is called in snapshots and errors.
    @inlinable
    public func transform<Behavior: AsyncBehavior & Sendable>(
        _ behavior: Behavior, concurrency: Int = 1, ordered: Bool = true, kind: String = "transform",
        fileID: String = #fileID, line: Int = #line
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        transform(concurrency: concurrency, ordered: ordered, kind: kind, fileID: fileID, line: line) { behavior }
    }

    /// A custom operator that waits for moments in time.
    ///
    /// - Parameters:
    ///   - behavior: decides what happens; each run gets a copy.
    ///   - clock: the operator's clock; the graph's clock if nil.
    ///   - kind: what the operator is called in snapshots and errors.
    @inlinable
    public func transform<Behavior: TimedBehavior & Sendable>(
        _ behavior: Behavior, clock: (any Clock<Duration>)? = nil, kind: String = "transform",
        fileID: String = #fileID, line: Int = #line
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        transform(behavior, clock, kind, SourceSite(fileID: fileID, line: line), problem: nil)
    }

    /// A custom operator that takes in while downstream is busy, and hands over when downstream asks.
    ///
    /// - Parameters:
    ///   - behavior: decides what happens; each run gets a copy.
    ///   - isFresh: whether a newer element makes an older one worthless. Then mailboxes behind the operator and below it
    ///     hold one element (``freshMailboxCapacity``) unless they are given a capacity.
    ///   - clock: the operator's clock; the graph's clock if nil.
    ///   - kind: what the operator is called in snapshots and errors.
    @inlinable
    public func transform<Behavior: HoldingBehavior & Sendable>(
        _ behavior: Behavior, isFresh: Bool = true, clock: (any Clock<Duration>)? = nil, kind: String = "transform",
        fileID: String = #fileID, line: Int = #line
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        transform(behavior, isFresh: isFresh, clock, kind, SourceSite(fileID: fileID, line: line), problem: nil)
    }

    /// A custom operator that sends each element to one of several outputs, or to all.
    ///
    /// - Parameters:
    ///   - outputs: how many outputs, from 1 to 65,536; each must be consumed.
    ///   - behavior: decides where an element goes; each run gets a copy.
    ///   - kind: what the operator is called in snapshots and errors.
    @inlinable
    public func fanOut<Behavior: FanOutBehavior & Sendable>(
        into outputs: Int, _ behavior: Behavior, kind: String = "fanOut", fileID: String = #fileID, line: Int = #line
    ) -> [Flow<Element>] where Behavior.Element == Element {
        fanOut(into: outputs, kind, SourceSite(fileID: fileID, line: line)) {
            Node.running(FanOutKernel(.copies(of: behavior), $0))
        }
    }

    /// A custom sink: a behavior that emits its value as its last element.
    ///
    /// A sink fails with ``SinkWithoutValue`` if its behavior has emitted nothing when the input has completed, and
    /// with ``SinkWithSeveralValues`` if the behavior emits a second value.
    /// - Parameters:
    ///   - behavior: consumes the elements and emits one value, at the latest from `finish()`; each run gets a copy.
    ///   - kind: what the sink is called in snapshots and errors.
    @inlinable
    public func sink<Behavior: TransformBehavior & Sendable>(
        _ behavior: Behavior, kind: String = "sink", fileID: String = #fileID, line: Int = #line
    ) -> Sink<Behavior.Output> where Behavior.Input == Element {
        Sink(transform(behavior, kind: kind, fileID: fileID, line: line))
    }

    /// A custom sink whose work awaits; see ``sink(_:kind:fileID:line:)``.
    @inlinable
    public func sink<Behavior: AsyncBehavior & Sendable>(
        _ behavior: Behavior, concurrency: Int = 1, kind: String = "sink", fileID: String = #fileID, line: Int = #line
    ) -> Sink<Behavior.Output> where Behavior.Input == Element {
        Sink(transform(behavior, concurrency: concurrency, kind: kind, fileID: fileID, line: line))
    }
}

/// A custom operator that turns many inputs of one type into one output.
///
/// - Parameters:
///   - flows: the inputs, in the order in which the behavior counts them.
///   - behavior: decides which input is next and what to emit; each run gets a copy.
///   - sequential: whether an input starts only when the behavior first chooses it alone. As in `concat`, a flow that
///   other operators use too starts with those.
///   - kind: what the operator is called in snapshots and errors.
@inlinable
public func fanIn<Behavior: FanInBehavior & Sendable>(
    _ flows: [Flow<Behavior.Input>], _ behavior: Behavior, sequential: Bool = false, kind: String = "fanIn",
    fileID: String = #fileID, line: Int = #line
) -> Flow<Behavior.Output> {
    Flow(
        kind, SourceSite(fileID: fileID, line: line), inputs: flows.map(\.erased),
        role: sequential ? .sequential : .plain
    ) { Node.running(FanInKernel(behavior, $0)) }
}

// MARK: - For operators whose arguments have limits

extension Flow {
    /// Like the public method; a `problem` with the operator's arguments becomes a finding when the graph is validated.
    @inlinable
    package func transform<Behavior: TransformBehavior & Sendable>(
        _ behavior: Behavior, _ kind: String, _ site: SourceSite, problem: String?
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        Flow<Behavior.Output>(kind, site, inputs: [erased], role: .recoverable, problem: problem) {
            Node.running(TransformKernel(.copies(of: behavior), $0))
        }
    }

    /// Like the public method; a `problem` with the operator's arguments becomes a finding when the graph is validated.
    func transform<Behavior: AsyncBehavior & Sendable>(
        _ behavior: Behavior, concurrency: Int = 1, ordered: Bool = true, _ kind: String, _ site: SourceSite,
        problem: String?
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        Flow<Behavior.Output>(
            kind, site, inputs: [erased], role: .recoverable,
            problem: problem ?? Limits.problem(concurrency: concurrency)
        ) { Node.running(AsyncKernel({ behavior }, concurrency: concurrency, isOrdered: ordered, $0)) }
    }

    /// Like the public method; a `problem` with the operator's arguments becomes a finding when the graph is validated.
    @inlinable
    func transform<Behavior: TimedBehavior & Sendable>(
        _ behavior: Behavior, _ clock: (any Clock<Duration>)?, _ kind: String, _ site: SourceSite, problem: String?
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        let engineClock = clock.map { EngineClock($0) }
        return Flow<Behavior.Output>(kind, site, inputs: [erased], role: .recoverable, problem: problem) {
            Node.running(TimedKernel(.copies(of: behavior), clock: engineClock, $0))
        }
    }

    /// Like the public method; a `problem` with the operator's arguments becomes a finding when the graph is validated.
    @inlinable
    package func transform<Behavior: HoldingBehavior & Sendable>(
        _ behavior: Behavior, isFresh: Bool = true, _ clock: (any Clock<Duration>)?, _ kind: String,
        _ site: SourceSite, problem: String?
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        let engineClock = clock.map { EngineClock($0) }
        return Flow<Behavior.Output>(
            kind, site, inputs: [erased], role: .holding(isFresh: isFresh), problem: problem
        ) { Node.running(HoldingKernel(.copies(of: behavior), clock: engineClock, $0)) }
    }

    /// The outputs of a fan-out, for any kind of node.
    @inlinable
    func fanOut(
        into outputs: Int, _ kind: String, _ site: SourceSite, makeNode: @escaping @Sendable (NodeWiring) -> Node
    ) -> [Flow] {
        let problem = Limits.outputs.problem(
            outputs, "a fan-out to \(outputs) outputs", tooSmall: "leaves no way out for an element")
        let count = Limits.outputs.clamp(outputs)
        let first = Flow(
            kind, site, inputs: [erased], outputCount: count, role: .recoverable, problem: problem,
            makeNode: makeNode)
        return (0..<count).map { first.output($0) }
    }
}
