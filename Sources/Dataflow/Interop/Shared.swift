/// One run of a flow that many readers share; see ``Flow/shared(replay:slow:)``.
public final class Shared<Element: Sendable>: Sendable {
    /// One run of the flow, and what it has sent.
    fileprivate struct Session: Sendable {
        let number: Int
        let hub: HubHandoff<Element>
    }

    private struct State {
        var session: Session?
        var readers = 0
        var count = 0
        var task: Task<Void, Never>?
    }

    fileprivate let replay: Int
    fileprivate let slow: SlowReader
    private let flow: Flow<Element>
    private let state = Guarded(State())

    init(_ flow: Flow<Element>, replay: Int, slow: SlowReader) {
        (self.flow, self.replay, self.slow) = (flow, replay, slow)
    }

    /// The elements as an async sequence; each iteration is a reader.
    public var values: FlowValues<Element> { Flow(self).values }

    /// The reader's node joins the session's hub before the flow's run begins, so that it misses nothing.
    fileprivate func makeReader(_ wiring: NodeWiring) -> Node {
        let fresh = HubHandoff<Element>(replay: replay, slow)
        let (session, isFirst) = state.withLock { state in
            state.readers += 1
            if let session = state.session { return (session, false) }
            state.count += 1
            let session = Session(number: state.count, hub: fresh)
            state.session = session
            return (session, true)
        }
        let node = Node.running(HubKernel(session.hub, wiring) { self.leave() })
        if isFirst { start(session) }
        return node
    }

    private func start(_ session: Session) {
        let hub = session.hub
        let sink = flow.publish(to: hub, isLast: true, flow.erased.stage.site)
        let task = Task(executorPreference: Conducting.current?.executor) {
            // What ends a run before its last node hears of it: a finding, a stall.
            do { try await sink.run() } catch { hub.close(.failed(error)) }
        }
        let isLate = state.withLock { state in
            if state.session?.number == session.number { state.task = task }
            return state.session?.number != session.number
        }
        if isLate { task.cancel() }
    }

    private func leave() {
        let task = state.withLock { state -> Task<Void, Never>? in
            state.readers -= 1
            guard state.readers == 0 else { return nil }
            state.session = nil
            return state.task.take()
        }
        task?.cancel()
    }
}

extension Flow {
    /// Shares one run of this flow among readers in other graphs, views and tasks, for as long as anyone reads.
    ///
    ///     let prices = quotes.shared(replay: 1)
    ///     for try await price in prices.values { show(price) }
    ///
    /// The first reader starts the run; when the last has left, the run is cancelled, and the next reader starts another.
    /// Inside of one graph, use a flow twice instead: then every use gets every element.
    ///
    /// - Parameters:
    ///   - replay: how many of the last elements a reader that comes late gets, from 0 to 1,048,576.
    ///   - slow: what happens with a reader that falls behind.
    public func shared(replay: Int = 0, slow: SlowReader = .wait(ahead: 16)) -> Shared<Element> {
        Shared(self, replay: replay, slow: slow)
    }

    /// Emits what the run of a shared flow emits; see ``shared(replay:slow:)``.
    ///
    /// - **Emits:** the last elements, as many as are replayed, then each one from then on, in order.
    /// - **Backpressures:** as the ``SlowReader`` says.
    /// - **Completes:** when the shared flow has, after what this reader has not read, or the run drains.
    /// - **Fails:** when the shared flow has, after what this reader has not read; with ``HubReaderTooSlow``.
    public init(_ shared: Shared<Element>, fileID: String = #fileID, line: Int = #line) {
        self.init(
            reading: shared.slow, "shared", SourceSite(fileID: fileID, line: line),
            problem: HubHandoff<Element>.problem(shared.replay, shared.slow)
        ) { shared.makeReader($0) }
    }
}
