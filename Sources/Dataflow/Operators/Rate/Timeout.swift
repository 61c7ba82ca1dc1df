/// Thrown by ``Flow/timeout(_:clock:fileID:line:)`` and its relatives.
public struct FlowTimeout: Error, Equatable, CustomStringConvertible {
    /// What took too long.
    public enum Kind: Sendable, Equatable {
        /// The next element, also the first.
        case next
        /// The first element.
        case first
        /// The whole flow, up to its end.
        case whole
        /// Downstream, to take an element.
        case demand
    }

    /// What took too long.
    public let kind: Kind
    /// How long it was waited for.
    public let limit: Duration

    /// Makes one, to compare with.
    public init(kind: Kind, limit: Duration) {
        self.kind = kind
        self.limit = limit
    }

    public var description: String {
        switch kind {
        case .next: "no element came for \(limit)."
        case .first: "the first element did not come within \(limit)."
        case .whole: "the flow did not end within \(limit)."
        case .demand: "downstream took no element for \(limit)."
        }
    }
}

extension Flow {
    /// Fails when the next element does not come in time.
    ///
    /// Only the time counts in which the operator waits for upstream while downstream has room: a slow consumer never
    /// causes a failure. An element that is there when the time is over is in time. To go on with another flow, put a
    /// ``catch(fileID:line:_:)`` behind it.
    ///
    /// - **Emits:** the elements, as they come.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** with ``FlowTimeout``, when an element, the first or a later one, is waited for so long; when upstream
    ///   fails, with its own error.
    ///
    /// - Parameters:
    ///   - limit: how long an element is waited for, from a nanosecond to `Int64.max` seconds.
    ///   - clock: the operator's clock; the graph's clock if nil.
    public func timeout(
        _ limit: Duration, clock: (any Clock<Duration>)? = nil, fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        timeout(.next, limit, clock, SourceSite(fileID: fileID, line: line))
    }

    /// Fails when the first element does not come in time.
    ///
    /// Time counts as in ``timeout(_:clock:fileID:line:)``, and only up to the first element.
    ///
    /// - **Emits:** the elements, as they come.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes, also without an element.
    /// - **Fails:** with ``FlowTimeout``, when the first element is waited for so long; when upstream fails, with its own
    ///   error.
    ///
    /// - Parameters:
    ///   - limit: how long it is waited for, from a nanosecond to `Int64.max` seconds.
    ///   - clock: the operator's clock; the graph's clock if nil.
    public func timeout(
        first limit: Duration, clock: (any Clock<Duration>)? = nil, fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        timeout(.first, limit, clock, SourceSite(fileID: fileID, line: line))
    }

    /// Fails when the flow does not end in time.
    ///
    /// Time counts as in ``timeout(_:clock:fileID:line:)``, but all waits together.
    ///
    /// - **Emits:** the elements, as they come.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** with ``FlowTimeout``, when upstream is waited for so long in all; when upstream fails, with its own
    ///   error.
    ///
    /// - Parameters:
    ///   - limit: how long all elements and the end are waited for, from a nanosecond to `Int64.max` seconds.
    ///   - clock: the operator's clock; the graph's clock if nil.
    public func timeout(
        whole limit: Duration, clock: (any Clock<Duration>)? = nil, fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        timeout(.whole, limit, clock, SourceSite(fileID: fileID, line: line))
    }

    /// Fails when downstream does not take an element in time.
    ///
    /// Only the time counts in which an element waits and the mailbox behind the operator is full. A taken element begins
    /// a new wait.
    ///
    /// - **Emits:** the elements, as they come.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** with ``FlowTimeout``, when room for an element is waited for so long; the elements that wait in front
    ///   are discarded and counted. When upstream fails, with its own error.
    ///
    /// - Parameters:
    ///   - limit: how long room is waited for, from a nanosecond to `Int64.max` seconds.
    ///   - clock: the operator's clock; the graph's clock if nil.
    public func timeout(
        demand limit: Duration, clock: (any Clock<Duration>)? = nil, fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        timeout(.demand, limit, clock, SourceSite(fileID: fileID, line: line))
    }

    private func timeout(
        _ kind: FlowTimeout.Kind, _ limit: Duration, _ clock: (any Clock<Duration>)?, _ site: SourceSite
    ) -> Flow {
        let engineClock = clock.map { EngineClock($0) }
        let problem = Limits.problem(patience: limit)
        return Flow("timeout", site, inputs: [erased], problem: problem) {
            Node.running(PatienceKernel<Element>(kind, limit, .fail, clock: engineClock, $0))
        }
    }
}
