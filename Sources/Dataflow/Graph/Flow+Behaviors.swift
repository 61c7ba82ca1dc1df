extension Flow {
    /// A source of one's own.
    ///
    /// - Parameters:
    ///   - behavior: decides what is emitted; each run gets a copy.
    ///   - kind: what the operator is called in snapshots and errors.
    @inlinable
    public init<Behavior: SourceBehavior & Sendable>(
        source behavior: Behavior, kind: String = "source", fileID: String = #fileID, line: Int = #line
    ) where Behavior.Output == Element {
        self.init(kind, SourceSite(fileID: fileID, line: line)) { Node.running(SourceKernel(behavior, $0)) }
    }

    /// An operator of one's own with one input and one output.
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

    /// An operator of one's own whose closure-like work awaits.
    ///
    /// - Parameters:
    ///   - behavior: decides what happens; each run gets up to `concurrency` copies.
    ///   - concurrency: how many elements are worked on at once, from 1 to 65,536.
    ///   - ordered: whether the results keep the order of the elements.
    ///   - kind: what the operator is called in snapshots and errors.
    @inlinable
    public func transform<Behavior: AsyncBehavior & Sendable>(
        _ behavior: Behavior, concurrency: Int = 1, ordered: Bool = true, kind: String = "transform",
        fileID: String = #fileID, line: Int = #line
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        transform(concurrency: concurrency, ordered: ordered, kind: kind, fileID: fileID, line: line) { behavior }
    }

    /// An operator of one's own that waits for moments in time.
    ///
    /// - Parameters:
    ///   - behavior: decides what happens; each run gets a copy.
    ///   - clock: whose time counts; the graph's clock when nil.
    ///   - kind: what the operator is called in snapshots and errors.
    @inlinable
    public func transform<Behavior: TimedBehavior & Sendable>(
        _ behavior: Behavior, clock: (any Clock<Duration>)? = nil, kind: String = "transform",
        fileID: String = #fileID, line: Int = #line
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        transform(behavior, clock, kind, SourceSite(fileID: fileID, line: line), problem: nil)
    }

    /// An operator of one's own that sends each element to one of several outputs, or to all.
    ///
    /// - Parameters:
    ///   - outputs: how many, from 1 to 65,536; each must be consumed.
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

    /// A sink of one's own: a behavior that emits its value as its last element.
    ///
    /// A sink whose behavior emits nothing fails with ``SinkWithoutValue`` when its input has completed; one that emits a
    /// second value fails with ``SinkWithSeveralValues``.
    /// - Parameters:
    ///   - behavior: takes the elements in and emits one value, at the latest from `finish()`; each run gets a copy.
    ///   - kind: what the sink is called in snapshots and errors.
    @inlinable
    public func sink<Behavior: TransformBehavior & Sendable>(
        _ behavior: Behavior, kind: String = "sink", fileID: String = #fileID, line: Int = #line
    ) -> Sink<Behavior.Output> where Behavior.Input == Element {
        Sink(transform(behavior, kind: kind, fileID: fileID, line: line))
    }

    /// A sink of one's own whose work awaits; see ``sink(_:kind:fileID:line:)``.
    @inlinable
    public func sink<Behavior: AsyncBehavior & Sendable>(
        _ behavior: Behavior, concurrency: Int = 1, kind: String = "sink", fileID: String = #fileID, line: Int = #line
    ) -> Sink<Behavior.Output> where Behavior.Input == Element {
        Sink(transform(behavior, concurrency: concurrency, kind: kind, fileID: fileID, line: line))
    }
}

/// An operator of one's own that turns many inputs of one type into one output.
///
/// - Parameters:
///   - flows: the inputs, in the order in which the behavior counts them.
///   - behavior: decides which input is next and what comes out; each run gets a copy.
///   - sequential: whether an input starts only when the behavior first asks for it alone; what serves others too starts
///     with them, as in `concat`.
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
    /// As the public one; a `problem` about the operator's arguments is a finding when the graph is validated.
    @inlinable
    func transform<Behavior: TransformBehavior & Sendable>(
        _ behavior: Behavior, _ kind: String, _ site: SourceSite, problem: String?
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        Flow<Behavior.Output>(kind, site, inputs: [erased], role: .recoverable, problem: problem) {
            Node.running(TransformKernel(.copies(of: behavior), $0))
        }
    }

    /// As the public one; a `problem` about the operator's arguments is a finding when the graph is validated.
    @inlinable
    func transform<Behavior: TimedBehavior & Sendable>(
        _ behavior: Behavior, _ clock: (any Clock<Duration>)?, _ kind: String, _ site: SourceSite, problem: String?
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        let engineClock = clock.map { EngineClock($0) }
        return Flow<Behavior.Output>(kind, site, inputs: [erased], role: .recoverable, problem: problem) {
            Node.running(TimedKernel(.copies(of: behavior), clock: engineClock, $0))
        }
    }

    /// The outputs of a fan-out, whatever its node.
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
