/// The custom operators again, for behaviors that are made for each run. Such a behavior need not be `Sendable`: it may
/// hold a file handle, a formatter, or a reference to state that only its own run changes.
extension Flow {
    /// A custom source, made for each run; see ``init(source:kind:fileID:line:)``.
    ///
    /// - Parameter makeBehavior: called once for each run, before its nodes move; the behavior belongs to that run
    ///   alone.
    @inlinable
    public init<Behavior: SourceBehavior>(
        kind: String = "source", fileID: String = #fileID, line: Int = #line,
        source makeBehavior: @escaping @Sendable () -> sending Behavior
    ) where Behavior.Output == Element {
        self.init(kind, SourceSite(fileID: fileID, line: line)) { Node.running(SourceKernel(makeBehavior(), $0)) }
    }

    /// A custom operator, made for each run; see ``transform(_:kind:fileID:line:)``.
    ///
    ///     lines.transform(kind: "parse") { Parser(format: NumberFormat()) }
    ///
    /// - Parameter makeBehavior: called once for each run, before its nodes move, and again after a failure that
    ///   ``FailurePolicy/restart`` handles; the behavior belongs to that run alone.
    @inlinable
    public func transform<Behavior: TransformBehavior>(
        kind: String = "transform", fileID: String = #fileID, line: Int = #line,
        _ makeBehavior: @escaping @Sendable () -> sending Behavior
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        Flow<Behavior.Output>(kind, SourceSite(fileID: fileID, line: line), inputs: [erased], role: .recoverable) {
            Node.running(TransformKernel(.factory(makeBehavior), $0))
        }
    }

    /// A custom operator whose work awaits, made for each run; see
    /// ``transform(_:concurrency:ordered:kind:fileID:line:)``.
    ///
    /// - Parameter makeBehavior: called up to `concurrency` times for each run, and again after a failure that
    ///   ``FailurePolicy/restart`` handles; each behavior has one element at a time.
    @inlinable
    public func transform<Behavior: AsyncBehavior>(
        concurrency: Int = 1, ordered: Bool = true, kind: String = "transform", fileID: String = #fileID,
        line: Int = #line, _ makeBehavior: @escaping @Sendable () -> sending Behavior
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        return Flow<Behavior.Output>(
            kind, SourceSite(fileID: fileID, line: line), inputs: [erased], role: .recoverable,
            problem: Limits.problem(concurrency: concurrency)
        ) { Node.running(AsyncKernel(makeBehavior, concurrency: concurrency, isOrdered: ordered, $0)) }
    }

    /// A custom operator that waits for moments in time, made for each run; see
    /// ``transform(_:clock:kind:fileID:line:)``.
    ///
    /// - Parameter makeBehavior: called once for each run, before its nodes move, and again after a failure that
    ///   ``FailurePolicy/restart`` handles; the behavior belongs to that run alone.
    @inlinable
    public func transform<Behavior: TimedBehavior>(
        clock: (any Clock<Duration>)? = nil, kind: String = "transform", fileID: String = #fileID, line: Int = #line,
        _ makeBehavior: @escaping @Sendable () -> sending Behavior
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        let engineClock = clock.map { EngineClock($0) }
        let site = SourceSite(fileID: fileID, line: line)
        return Flow<Behavior.Output>(kind, site, inputs: [erased], role: .recoverable) {
            Node.running(TimedKernel(.factory(makeBehavior), clock: engineClock, $0))
        }
    }

    /// A custom operator that takes in while downstream is busy, made for each run; see
    /// ``transform(_:isFresh:clock:kind:fileID:line:)``.
    ///
    /// - Parameter makeBehavior: called once for each run, before its nodes move, and again after a failure that
    ///   ``FailurePolicy/restart`` handles; the behavior belongs to that run alone.
    @inlinable
    public func transform<Behavior: HoldingBehavior>(
        isFresh: Bool = true, clock: (any Clock<Duration>)? = nil, kind: String = "transform",
        fileID: String = #fileID, line: Int = #line, _ makeBehavior: @escaping @Sendable () -> sending Behavior
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        let engineClock = clock.map { EngineClock($0) }
        let site = SourceSite(fileID: fileID, line: line)
        return Flow<Behavior.Output>(kind, site, inputs: [erased], role: .holding(isFresh: isFresh)) {
            Node.running(HoldingKernel(.factory(makeBehavior), clock: engineClock, $0))
        }
    }

    /// A custom operator with several outputs, made for each run; see ``fanOut(into:_:kind:fileID:line:)``.
    ///
    /// - Parameter makeBehavior: called once for each run, before its nodes move, and again after a failure that
    ///   ``FailurePolicy/restart`` handles; the behavior belongs to that run alone.
    @inlinable
    public func fanOut<Behavior: FanOutBehavior>(
        into outputs: Int, kind: String = "fanOut", fileID: String = #fileID, line: Int = #line,
        _ makeBehavior: @escaping @Sendable () -> sending Behavior
    ) -> [Flow<Element>] where Behavior.Element == Element {
        fanOut(into: outputs, kind, SourceSite(fileID: fileID, line: line)) {
            Node.running(FanOutKernel(.factory(makeBehavior), $0))
        }
    }

    /// A custom sink, made for each run; see ``sink(_:kind:fileID:line:)``.
    ///
    /// - Parameter makeBehavior: called once for each run, before its nodes move, and again after a failure that
    ///   ``FailurePolicy/restart`` handles; the behavior belongs to that run alone.
    @inlinable
    public func sink<Behavior: TransformBehavior>(
        kind: String = "sink", fileID: String = #fileID, line: Int = #line,
        _ makeBehavior: @escaping @Sendable () -> sending Behavior
    ) -> Sink<Behavior.Output> where Behavior.Input == Element {
        Sink(transform(kind: kind, fileID: fileID, line: line, makeBehavior))
    }

    /// A custom sink whose work awaits, made for each run; see ``sink(_:kind:fileID:line:)``.
    ///
    /// - Parameter makeBehavior: called up to `concurrency` times for each run, and again after a failure that
    ///   ``FailurePolicy/restart`` handles; each behavior has one element at a time.
    @inlinable
    public func sink<Behavior: AsyncBehavior>(
        concurrency: Int = 1, kind: String = "sink", fileID: String = #fileID, line: Int = #line,
        _ makeBehavior: @escaping @Sendable () -> sending Behavior
    ) -> Sink<Behavior.Output> where Behavior.Input == Element {
        Sink(transform(concurrency: concurrency, kind: kind, fileID: fileID, line: line, makeBehavior))
    }
}

/// A custom fan-in, made for each run; see ``fanIn(_:_:sequential:kind:fileID:line:)``.
///
/// - Parameter makeBehavior: called once for each run, before its nodes move; the behavior belongs to that run alone,
///   so it need not be `Sendable`.
@inlinable
public func fanIn<Behavior: FanInBehavior>(
    _ flows: [Flow<Behavior.Input>], sequential: Bool = false, kind: String = "fanIn", fileID: String = #fileID,
    line: Int = #line, _ makeBehavior: @escaping @Sendable () -> sending Behavior
) -> Flow<Behavior.Output> {
    Flow(
        kind, SourceSite(fileID: fileID, line: line), inputs: flows.map(\.erased),
        role: sequential ? .sequential : .plain
    ) { Node.running(FanInKernel(makeBehavior(), $0)) }
}
