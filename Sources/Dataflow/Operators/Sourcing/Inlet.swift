/// The way into a running graph for external code, which may send elements from any number of tasks.
///
///     let clicks = Inlet<Click>()
///     async let result = Flow(clicks).map(handle).ignore().run()
///     try await clicks.send(click)
///     clicks.finish()
///
/// An inlet holds elements until its graph runs. It feeds one run; when that has ended, the inlet is closed for good.
/// Dropping the last reference to an inlet finishes it.
public final class Inlet<Element: Sendable>: Sendable {
    @usableFromInline let handoff: InletHandoff<Element>

    /// Makes an open inlet.
    ///
    /// - Parameter capacity: how many elements may wait inside, from 1 to 1,048,576. The edge behind the inlet holds
    ///   some more, ``defaultMailboxCapacity`` unless you say `Flow(inlet).capacity(…)`.
    public init(capacity: Int = 64) {
        handoff = InletHandoff(capacity: capacity)
    }

    deinit {
        handoff.close(.finished)
    }

    /// Sends an element; waits while the inlet is full. Senders that wait are served in order.
    ///
    /// When the call returns, the inlet holds the element; nobody need have handled it. But if the graph rests, and its
    /// nodes have been quick so far, the call may step them here, which is cheaper than to wake a worker: for 0.4 ms at
    /// most, and the closure in hand; never on an actor.
    /// - Throws: ``InletClosed`` if the inlet accepts nothing more; `CancellationError` if the sending task was
    ///   cancelled while it waited, and then the element was not sent.
    @inlinable
    public nonisolated(nonsending) func send(_ element: Element) async throws {
        try await handoff.send(element)
    }

    /// Sends an element if there is room now, and returns what became of it.
    ///
    /// Look at the answer: an element that is not accepted is still the caller's.
    @inlinable
    public func trySend(_ element: Element) -> InletAnswer {
        handoff.trySend(element)
    }

    /// Closes the inlet: the graph gets the elements that the inlet holds, and then the flow completes.
    public func finish() {
        handoff.close(.finished)
    }

    /// Closes the inlet with an error: the graph gets the elements that the inlet holds, and then the flow fails.
    public func fail(_ error: any Error) {
        handoff.close(.failed(error))
    }
}

extension Flow {
    /// Emits the elements sent to an inlet; see ``Inlet``.
    ///
    /// - **Emits:** the elements, in the order in which the inlet accepted them.
    /// - **Backpressures:** senders wait, or hear that the inlet is full.
    /// - **Completes:** when the inlet was finished and its elements are delivered, or the run drains.
    /// - **Fails:** when `fail(_:)` was called, after the inlet's elements are delivered.
    @inlinable
    public init(_ inlet: Inlet<Element>, fileID: String = #fileID, line: Int = #line) {
        let handoff = inlet.handoff
        self.init("inlet", SourceSite(fileID: fileID, line: line), role: .inlet(handoff), problem: handoff.problem) {
            Node.running(InletKernel(handoff, $0))
        }
    }
}
