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
    /// - Throws: `CancellationError` when nobody wants more elements, or the run drains or is cancelled.
    @inlinable
    public nonisolated(nonsending) func callAsFunction(_ element: Element) async throws {
        if handoff.send(element) { return }
        try await handoff.waitForRoom()
        guard handoff.send(element) else { throw CancellationError() }
    }
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
        var waiting: Suspension<Bool>?
        var outcome: Outcome?
    }

    let wiring: NodeWiring
    @usableFromInline let output: MailboxWriter<Element>
    @usableFromInline let isStopped = Atomic<Bool>(false)
    private let state = Guarded(State())

    init(_ wiring: NodeWiring) {
        self.wiring = wiring
        output = wiring.output()
    }

    // MARK: - The task's side

    /// Sends if there is room; false also if nobody wants an element any more.
    @inlinable
    func send(_ element: Element) -> Bool {
        guard !isStopped.load(ordering: .sequentiallyConsistent), !output.isCancelled, output.room() > 0 else {
            return false
        }
        output.writing().put(element, 0)
        output.show(1)
        if output.isConsumerWaiting { wakeConsumer() }
        return true
    }

    @usableFromInline
    func wakeConsumer() { output.wakeConsumer(wiring.currentWorker) }

    @usableFromInline
    func waitForRoom() async throws {
        // SAFETY: resumed once: here or, if it waits, by `resume()`, which takes it out of `waiting` under the lock.
        // `stop()` sets `isStopped` first, so no task waits after it.
        let isWanted = await withSuspension { continuation in
            let isWaiting = state.withLock { state in
                if mustStop { return false }
                state.waiting = continuation
                return true
            }
            guard isWaiting else { return continuation.resume(returning: false) }
            // The node waits for room in place of the task.
            let worker = wiring.currentWorker
            wiring.cell.notify(worker)
            wiring.cell.endExternal(worker)
        }
        if !isWanted { throw CancellationError() }
    }

    func leave(_ outcome: Outcome) {
        state.withLock { state in state.outcome = outcome }
        wiring.cell.notify(wiring.currentWorker)
        wiring.cell.endExternal(wiring.currentWorker)
    }

    // MARK: - The node's side

    /// Resumes a waiting task, if it can go on; returns what the node waits for then.
    func resume() -> Wait {
        let (waiting, isBlocked) = state.withLock { state -> (Suspension<Bool>?, Bool) in
            guard state.waiting != nil else { return (nil, false) }
            let mayGoOn = mustStop || output.room() > 0
            return mayGoOn ? (state.waiting.take(), false) : (nil, true)
        }
        if let waiting {
            wiring.cell.beginExternal()
            waiting.resume(returning: !isStopped.load(ordering: .sequentiallyConsistent))
        }
        return isBlocked ? .room : .external
    }

    func stop() {
        isStopped.store(true, ordering: .sequentiallyConsistent)
        _ = resume()
    }

    private var mustStop: Bool { isStopped.load(ordering: .sequentiallyConsistent) || output.isCancelled }
    var outcome: Outcome? { state.withLock { $0.outcome } }
}
