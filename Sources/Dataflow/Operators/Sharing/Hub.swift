/// Passes elements from one producing side to any number of readers that come and go: other graphs, views, plain tasks.
///
///     let prices = Hub<Price>(replay: 1)
///     async let feed: Void = quotes.publish(to: prices).run()
///     for try await price in prices.values { show(price) }
///     try await Flow(prices).filter { $0.isHigh }.forEach(alert).run()
///
/// Unlike an ``Inlet``, which feeds one run, a hub outlives the runs that it feeds. A reader gets the last `replay`
/// elements, then each one that is sent: none twice, none left out, unless the policy for slow readers says so. A reader
/// that leaves touches nobody else. Without readers, what is sent is kept for those who come late and otherwise dropped.
/// Dropping the last reference to a hub finishes it.
public final class Hub<Element: Sendable>: Sendable {
    @usableFromInline let handoff: HubHandoff<Element>

    /// Makes an open hub.
    ///
    /// - Parameters:
    ///   - replay: how many of the last elements a reader that comes late gets, from 0 to 1,048,576.
    ///   - slow: what happens with a reader that falls behind; its bound is from 1 to 1,048,576.
    public init(replay: Int = 0, slow: SlowReader = .wait(ahead: 16)) {
        handoff = HubHandoff(replay: replay, slow)
    }

    deinit { handoff.close(.finished) }

    /// The element that was sent last; nil before the first.
    public var latest: Element? { handoff.latest.element }

    /// Sends an element to all readers; waits while ``SlowReader/wait(ahead:)`` says so. Senders that wait are served in
    /// order.
    ///
    /// - Throws: ``HubClosed`` if the hub was finished or has failed; `CancellationError` if the sending task was cancelled
    ///   while it waited, and then the element was not sent.
    @inlinable
    public nonisolated(nonsending) func send(_ element: Element) async throws {
        switch await handoff.send(element) {
        case .sent: return
        case .withdrawn: throw CancellationError()
        case .closed: throw HubClosed()
        }
    }

    /// Sends an element if nobody must wait for that; false if a slow reader leaves no room.
    ///
    /// - Throws: ``HubClosed`` if the hub was finished or has failed.
    @inlinable
    public func trySend(_ element: Element) throws -> Bool {
        switch handoff.trySend(element) {
        case .sent?: return true
        case .closed?: throw HubClosed()
        case nil, .withdrawn?: return false
        }
    }

    /// Ends the hub: readers get what they have not read, and then their flows complete.
    public func finish() { handoff.close(.finished) }

    /// Ends the hub with an error: readers get what they have not read, and then their flows fail.
    public func fail(_ error: any Error) { handoff.close(.failed(error)) }
}

extension Flow {
    /// Emits what is sent to a hub; see ``Hub``.
    ///
    /// A graph reads from the moment it is run. Who reads `hub.values` does from the first call of `next()`.
    ///
    /// - **Emits:** the last elements, as many as the hub replays, then each one that is sent, in order.
    /// - **Backpressures:** as the hub's ``SlowReader`` says: senders wait, or this flow loses elements or fails. Where it may
    ///   lose some, it hands over an element only when downstream asks, so that it is fresh.
    /// - **Completes:** when the hub was finished and its elements are delivered, or the run drains.
    /// - **Fails:** when the hub has failed, after its elements are delivered; with ``HubReaderTooSlow``.
    @inlinable
    public init(_ hub: Hub<Element>, fileID: String = #fileID, line: Int = #line) {
        self.init(hub.handoff, "hub", SourceSite(fileID: fileID, line: line))
    }

    @inlinable
    init(_ handoff: HubHandoff<Element>, _ kind: String, _ site: SourceSite) {
        self.init(reading: handoff.policy, kind, site, problem: handoff.problem) {
            Node.running(HubKernel(handoff, $0))
        }
    }

    /// A reader of a hub. Where it may lose elements, mailboxes behind it do not make those old that it gives.
    @inlinable
    init(
        reading policy: SlowReader, _ kind: String, _ site: SourceSite, problem: String?,
        makeNode: @escaping @Sendable (NodeWiring) -> Node
    ) {
        self.init(kind, site, role: policy.isLossy ? .fresh : .plain, problem: problem, makeNode: makeNode)
        if policy.isLossy { self = capacity(1, fileID: site.fileID, line: site.line) }
    }

    /// Sends every element to a hub.
    ///
    /// - **Emits:** nothing; its value is `()`.
    /// - **Backpressures:** while the hub's slowest reader says so; see ``SlowReader/wait(ahead:)``.
    /// - **Completes:** when upstream completes and every element was sent; the hub is finished then.
    /// - **Fails:** when upstream fails, and so does the hub; with ``HubClosed`` if somebody else has ended the hub. If the
    ///   run is cancelled, the hub's readers fail with a `CancellationError`.
    ///
    /// - Parameters:
    ///   - hub: gets the elements; the graph keeps it.
    ///   - endsHub: whether the hub ends as this flow does; false for a hub that other flows publish to, too.
    @inlinable
    public func publish(
        to hub: Hub<Element>, endsHub: Bool = true, fileID: String = #fileID, line: Int = #line
    ) -> Sink<Void> {
        publish(to: hub.handoff, isLast: endsHub, keeping: hub, SourceSite(fileID: fileID, line: line))
    }

    /// - Parameter owner: finishes the hub when it is dropped; the graph keeps it.
    @inlinable
    func publish(
        to hub: HubHandoff<Element>, isLast: Bool, keeping owner: (any AnyObject & Sendable)? = nil, _ site: SourceSite
    ) -> Sink<Void> {
        Sink(
            Flow<Void>("publish", site, inputs: [erased], problem: hub.problem) { wiring in
                withExtendedLifetime(owner) { Node.running(PublishKernel(hub, isLast: isLast, wiring)) }
            })
    }
}
