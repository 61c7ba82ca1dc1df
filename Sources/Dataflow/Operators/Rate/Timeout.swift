/// Thrown by ``Flow/timeout(_:else:clock:fileID:line:)`` and its relatives.
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
    /// causes a failure. An element that is there when the time is over is in time.
    ///
    ///     replies.timeout(.seconds(2), else: .just(.offline))
    ///
    /// - **Emits:** the elements, as they come.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** with ``FlowTimeout``, when an element, the first or a later one, is waited for so long and there is no
    ///   `fallback`; when upstream fails, with its own error.
    ///
    /// - Parameters:
    ///   - limit: how long an element is waited for, from a nanosecond to `Int64.max` seconds.
    ///   - fallback: what to go on with instead of a failure when the time is over; it starts then, as a part of the run of
    ///     its own.
    ///   - clock: the operator's clock; the graph's clock if nil.
    public func timeout(
        _ limit: Duration, else fallback: Flow? = nil, clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        timeout(.next, limit, fallback, clock, SourceSite(fileID: fileID, line: line))
    }

    /// Fails when the first element does not come in time.
    ///
    /// Time counts as in ``timeout(_:else:clock:fileID:line:)``, and only up to the first element.
    ///
    /// - **Emits:** the elements, as they come.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes, also without an element.
    /// - **Fails:** with ``FlowTimeout``, when the first element is waited for so long and there is no `fallback`; when
    ///   upstream fails, with its own error.
    ///
    /// - Parameters:
    ///   - limit: how long it is waited for, from a nanosecond to `Int64.max` seconds.
    ///   - fallback: what to go on with instead of a failure when the time is over; it starts then, as a part of the run of
    ///     its own.
    ///   - clock: the operator's clock; the graph's clock if nil.
    public func timeout(
        first limit: Duration, else fallback: Flow? = nil, clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        timeout(.first, limit, fallback, clock, SourceSite(fileID: fileID, line: line))
    }

    /// Fails when the flow does not end in time.
    ///
    /// Time counts as in ``timeout(_:else:clock:fileID:line:)``, but all waits together.
    ///
    /// - **Emits:** the elements, as they come.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** with ``FlowTimeout``, when upstream is waited for so long in all and there is no `fallback`; when
    ///   upstream fails, with its own error.
    ///
    /// - Parameters:
    ///   - limit: how long all elements and the end are waited for, from a nanosecond to `Int64.max` seconds.
    ///   - fallback: what to go on with instead of a failure when the time is over; it starts then, as a part of the run of
    ///     its own.
    ///   - clock: the operator's clock; the graph's clock if nil.
    public func timeout(
        whole limit: Duration, else fallback: Flow? = nil, clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        timeout(.whole, limit, fallback, clock, SourceSite(fileID: fileID, line: line))
    }

    /// Fails when downstream does not take an element in time.
    ///
    /// Only the time counts in which an element waits and the mailbox behind the operator is full. A taken element begins
    /// a new wait.
    ///
    /// - **Emits:** the elements, as they come.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** with ``FlowTimeout``, when room for an element is waited for so long and there is no `fallback`; the
    ///   elements that wait in front are discarded and counted. When upstream fails, with its own error.
    ///
    /// - Parameters:
    ///   - limit: how long room is waited for, from a nanosecond to `Int64.max` seconds.
    ///   - fallback: what to go on with instead of a failure when the time is over; it starts then, as a part of the run of
    ///     its own.
    ///   - clock: the operator's clock; the graph's clock if nil.
    public func timeout(
        demand limit: Duration, else fallback: Flow? = nil, clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        timeout(.demand, limit, fallback, clock, SourceSite(fileID: fileID, line: line))
    }

    private func timeout(
        _ kind: FlowTimeout.Kind, _ limit: Duration, _ fallback: Flow?, _ clock: (any Clock<Duration>)?,
        _ site: SourceSite
    ) -> Flow {
        let engineClock = clock.map { EngineClock($0) }
        let problem = Limits.problem(patience: limit)
        let timeout = FlowTimeout(kind: kind, limit: limit)
        let impatience: PatienceKernel<Element>.Impatience = .fail(fallback == nil ? timeout : OwnTimeout(timeout))
        let limited = Flow("timeout", site, inputs: [erased], problem: problem) {
            Node.running(PatienceKernel<Element>(kind, limit, impatience, clock: engineClock, $0))
        }
        guard let fallback = fallback?.erased else { return limited }
        return Flow("timeout.else", site, inputs: [limited.erased], role: .secondary) { wiring in
            let kernel = RecoveryKernel<Element>(wiring) { failure, _ in
                guard let own = failure.error as? OwnTimeout else { return nil }
                failure.error = own.timeout
                return fallback
            }
            return Node.running(kernel)
        }
    }
}

/// The failure of a `timeout` that has a fallback, on its way to the node behind it. No other node sees one, so that a
/// fallback never takes the failure of another `timeout` for its own.
private struct OwnTimeout: Error, CustomStringConvertible {
    let timeout: FlowTimeout
    var description: String { timeout.description }

    init(_ timeout: FlowTimeout) { self.timeout = timeout }
}
