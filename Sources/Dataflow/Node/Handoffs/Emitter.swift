import Synchronization

/// Sends elements for the closure of `Flow { emit in … }`: `try await emit(element)`.
///
/// An emitter belongs to the task that runs the closure, which cannot pass it to another task. So the engine knows that
/// the closure waits only for room until a call returns.
public final class Emitter<Element: Sendable> {
    @usableFromInline let handoff: EmitterHandoff<Element>

    init(_ handoff: EmitterHandoff<Element>) {
        self.handoff = handoff
    }

    /// Sends an element; waits while the mailbox is full.
    ///
    /// When the run drains, the closure may send the one element that it has in hand, which is delivered. An element
    /// that is refused because the run drains or is cancelled is counted as discarded.
    /// - Throws: `CancellationError` when nobody wants more elements, or the run drains or is cancelled.
    @inlinable
    public nonisolated(nonsending) func callAsFunction(_ element: Element) async throws {
        if handoff.send(element) { return }
        await handoff.waitForRoom()
        if handoff.send(element) { return }
        handoff.refuse()
        throw CancellationError()
    }

    /// Whether every element is refused from now on.
    var isOver: Bool { handoff.mustStop }
}

@available(*, unavailable)
extension Emitter: Sendable {}

/// The object that the emitting task and its node share: the producer's side of the output's mailbox, and the task if
/// it waits for room.
///
/// Only the task writes elements; the node only resumes it. Once the task has left, the node closes the mailbox.
@usableFromInline
final class EmitterHandoff<Element: Sendable>: Sendable {
    enum Outcome: Sendable {
        case finished
        case failed(any Error)
    }

    private struct State {
        var waiting: Suspension<Void>?
        var outcome: Outcome?
    }

    let wiring: NodeWiring
    @usableFromInline let output: MailboxWriter<Element>
    @usableFromInline let openness = Atomic<UInt8>(Openness.open)
    /// Whether the task has sent its last element; only the task changes it.
    private let hasSentLast = Atomic<Bool>(false)
    private let state = Guarded(State())

    init(_ wiring: NodeWiring) {
        self.wiring = wiring
        output = wiring.output()
    }

    /// What the task may still send; the value only grows.
    @usableFromInline
    enum Openness {
        @inlinable static var open: UInt8 { 0 }
        /// One more: the run drains, and the task may have an element in hand.
        @inlinable static var last: UInt8 { 1 }
        @inlinable static var closed: UInt8 { 2 }
    }

    // MARK: - The task's side

    /// Sends if there is room; false also if nobody wants an element any more.
    @inlinable
    func send(_ element: Element) -> Bool {
        if openness.load(ordering: .sequentiallyConsistent) != Openness.open { return sendLast(element) }
        return put(element)
    }

    @usableFromInline
    func sendLast(_ element: Element) -> Bool {
        guard !mustStop, put(element) else { return false }
        hasSentLast.store(true, ordering: .relaxed)
        return true
    }

    @inlinable
    func put(_ element: Element) -> Bool {
        guard !output.isCancelled, output.room() > 0 else { return false }
        output.writing().put(element, 0)
        output.show(1)
        if output.isConsumerWaiting { wakeConsumer() }
        return true
    }

    /// Counts an element that the task could not send, unless the consumer had all it needed.
    @usableFromInline
    func refuse() {
        if case .finished? = output.cancellationCause { return }
        wiring.ledger.countDiscarded(1)
    }

    @usableFromInline
    func wakeConsumer() { output.wakeConsumer(wiring.currentWorker) }

    @usableFromInline
    func waitForRoom() async {
        // SAFETY: resumed once: here or, if it waits, by `resume()`, which takes it out of `waiting` under the lock.
        // `limit(to:)` changes `openness` first, so no task waits after it in vain.
        await withSuspension { continuation in
            let isWaiting = state.withLock { state in
                if mustStop { return false }
                state.waiting = continuation
                return true
            }
            guard isWaiting else { return continuation.resume() }
            // The node waits for room in place of the task.
            let worker = wiring.currentWorker
            wiring.cell.notify(worker)
            wiring.cell.endExternal(worker)
        }
    }

    func leave(_ outcome: Outcome) {
        state.withLock { state in state.outcome = outcome }
        wiring.cell.notify(wiring.currentWorker)
        wiring.cell.endExternal(wiring.currentWorker)
    }

    // MARK: - The node's side

    /// Resumes a waiting task, if it can go on; returns what the node waits for then.
    func resume() -> Wait {
        let (waiting, isBlocked) = state.withLock { state -> (Suspension<Void>?, Bool) in
            guard state.waiting != nil else { return (nil, false) }
            let mayGoOn = mustStop || output.room() > 0
            return mayGoOn ? (state.waiting.take(), false) : (nil, true)
        }
        if let waiting {
            wiring.cell.beginExternal()
            waiting.resume()
        }
        return isBlocked ? .room : .external
    }

    /// Limits what the task may still send, and resumes it if that is nothing; returns what the node waits for then.
    func limit(to openness: UInt8) -> Wait {
        self.openness.max(openness, ordering: .sequentiallyConsistent)
        return resume()
    }

    /// Whether the task can send nothing more, whatever room there is.
    var mustStop: Bool {
        switch openness.load(ordering: .sequentiallyConsistent) {
        case Openness.open: output.isCancelled
        case Openness.last: output.isCancelled || hasSentLast.load(ordering: .relaxed)
        default: true
        }
    }

    var outcome: Outcome? { state.withLock { $0.outcome } }
}
