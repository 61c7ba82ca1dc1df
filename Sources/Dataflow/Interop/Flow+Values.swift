extension Flow {
    /// The flow's elements as an async sequence; iterating it runs the graph.
    ///
    ///     for try await price in prices.values { show(price) }
    ///
    /// Each iteration is a run of its own. The run starts with the first call of `next()`, and is cancelled when you
    /// leave the loop or cancel its task. The reader may fall behind by the flow's ``capacity(_:fileID:line:)``; then
    /// upstream waits.
    ///
    /// Leaving the loop does not wait for the run's end: its resources are closed soon after. At the top level of a
    /// script the language keeps the iterator of a loop that you `break` out of until the process ends, and the run with
    /// it; put such a loop into a function.
    @inlinable public var values: FlowValues<Element> {
        FlowValues(self) { Node.running(OutletKernel($0, $1)) }
    }
}

/// A flow's elements as an async sequence; see ``Flow/values``.
public struct FlowValues<Element: Sendable>: AsyncSequence, Sendable {
    /// Any error: a run can fail with whatever its closures throw.
    public typealias Failure = any Error

    /// Made where the elements' type is known.
    @usableFromInline typealias Outlet = @Sendable (OutletHandoff<Element>, NodeWiring) -> Node

    private let flow: Flow<Element>
    private let makeOutlet: Outlet

    @usableFromInline
    init(_ flow: Flow<Element>, makeOutlet: @escaping Outlet) {
        self.flow = flow
        self.makeOutlet = makeOutlet
    }

    /// Makes a run of the flow, which has not started yet.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(flow, makeOutlet)
    }

    /// One run of the flow, from the first call of `next()` on.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private let flow: Flow<Element>
        private let makeOutlet: Outlet
        @usableFromInline var session: ValuesSession<Element>?
        /// Whether the iterator has given nil or an error; after that it gives nil.
        private var hasEnded = false

        init(_ flow: Flow<Element>, _ makeOutlet: @escaping Outlet) {
            self.flow = flow
            self.makeOutlet = makeOutlet
        }

        /// The next element; nil after the last one, and after an error.
        ///
        /// - Throws: as ``Graph/run(clock:parallelism:)``, once, after the elements before the failure were read.
        @inlinable
        public nonisolated(nonsending) mutating func next() async throws -> Element? {
            // An element that is there costs no suspension, and the reader stays on its actor.
            guard let session, let (element, mustRelease) = session.takeUnlessCancelled() else {
                return try await wait()
            }
            if mustRelease { await session.handoff.release() }
            return element
        }

        /// The same for a reader on an actor.
        @inlinable
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> Element? {
            guard let session, let (element, mustRelease) = session.takeUnlessCancelled() else {
                return try await wait()
            }
            if mustRelease { await session.handoff.release() }
            return element
        }

        @usableFromInline
        nonisolated(nonsending) mutating func wait() async throws -> Element? {
            if hasEnded { return nil }
            let current = session ?? ValuesSession(flow, makeOutlet)
            session = current
            // Set here, so that it also holds if the next line throws.
            hasEnded = true
            let element = try await current.next()
            hasEnded = element == nil
            return element
        }
    }
}

/// One run and its reader's side; releasing it cancels the run.
@usableFromInline
final class ValuesSession<Element: Sendable>: Sendable {
    @usableFromInline let handoff = OutletHandoff<Element>()
    private let run: Task<Void, any Error>

    init(_ flow: Flow<Element>, _ makeOutlet: @escaping FlowValues<Element>.Outlet) {
        let handoff = handoff
        let site = flow.erased.stage.site
        let outlet = Sink(Flow<Void>("values", site, inputs: [flow.erased]) { makeOutlet(handoff, $0) })
        run = Task(executorPreference: Conducting.current?.executor) {
            // However the run ends, also before its outlet exists, the reader must be told.
            defer { handoff.end() }
            try await outlet.run()
        }
    }

    deinit {
        run.cancel()
    }

    /// The next element if it is there.
    @inlinable
    func takeUnlessCancelled() -> (element: Element, mustRelease: Bool)? {
        Task.isCancelled ? nil : handoff.take()
    }

    @usableFromInline
    nonisolated(nonsending) func next() async throws -> Element? {
        try await withTaskCancellationHandler {
            if let element = await handoff.next() { return element }
            try await run.value
            return nil
        } onCancel: {
            run.cancel()
        }
    }
}
