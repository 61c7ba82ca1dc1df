/// A door into a running graph: code outside pushes elements in, from any number of tasks.
///
///     let clicks = Inlet<Click>()
///     async let result = Flow(clicks).map(handle).ignore().run()
///     try await clicks.send(click)
///     clicks.finish()
///
/// It holds elements until its graph runs, and feeds one run: when that has ended, it is closed for good. Dropping the
/// last reference to an inlet finishes it.
public final class Inlet<Element: Sendable>: Sendable {
    @usableFromInline let handoff: InletHandoff<Element>

    /// An open inlet.
    ///
    /// - Parameter capacity: how many elements may wait inside it, from 1 to 1,048,576.
    public init(capacity: Int = 64) {
        handoff = InletHandoff(capacity: capacity)
    }

    deinit {
        handoff.close(.finished)
    }

    /// Sends an element; waits while the inlet is full. Senders that wait are served in order.
    ///
    /// Returning means that the inlet holds the element, not that someone has handled it.
    /// - Throws: ``InletClosed`` when it accepts nothing more; `CancellationError` when the sending task was cancelled
    ///   while it waited, and then the element was not sent.
    @inlinable
    public nonisolated(nonsending) func send(_ element: Element) async throws {
        try await handoff.send(element)
    }

    /// Sends an element if there is room now, and tells what became of it.
    ///
    /// The answer must be looked at: an element that is not accepted is the caller's again.
    @inlinable
    public func trySend(_ element: Element) -> InletAnswer {
        handoff.trySend(element)
    }

    /// No more elements will come: the graph gets what the inlet holds, and then the flow completes.
    public func finish() {
        handoff.close(.finished)
    }

    /// The flow fails with `error`, after the graph got what the inlet holds.
    public func fail(_ error: any Error) {
        handoff.close(.failed(error))
    }
}

extension Flow {
    /// Emits what is sent to an inlet; see ``Inlet``.
    ///
    /// - **Emits:** the elements, in the order in which the inlet accepted them.
    /// - **Backpressures:** senders wait, or are told that the inlet is full.
    /// - **Completes:** when the inlet was finished and its elements are delivered, or the run drains.
    /// - **Fails:** when the inlet is told to fail, after its elements are delivered.
    public init(_ inlet: Inlet<Element>, fileID: String = #fileID, line: Int = #line) {
        let handoff = inlet.handoff
        self.init("inlet", SourceSite(fileID: fileID, line: line), role: .inlet(handoff), problem: handoff.problem) {
            Node.running(InletKernel(handoff, $0))
        }
    }
}
