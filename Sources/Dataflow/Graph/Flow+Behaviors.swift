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
        self.init(kind: kind, fileID: fileID, line: line, source: { behavior })
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
        transform(kind: kind, fileID: fileID, line: line) { behavior }
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
        transform(clock: clock, kind: kind, fileID: fileID, line: line) { behavior }
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
        fanOut(into: outputs, kind: kind, fileID: fileID, line: line) { behavior }
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
        sink(kind: kind, fileID: fileID, line: line) { behavior }
    }

    /// A sink of one's own whose work awaits; see ``sink(_:kind:fileID:line:)``.
    @inlinable
    public func sink<Behavior: AsyncBehavior & Sendable>(
        _ behavior: Behavior, concurrency: Int = 1, kind: String = "sink", fileID: String = #fileID, line: Int = #line
    ) -> Sink<Behavior.Output> where Behavior.Input == Element {
        sink(concurrency: concurrency, kind: kind, fileID: fileID, line: line) { behavior }
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
    fanIn(flows, sequential: sequential, kind: kind, fileID: fileID, line: line) { behavior }
}
