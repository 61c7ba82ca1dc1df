import Dataflow
import Synchronization

/// Closures that compute. Each keeps its thread, which waits until time has come so far; meanwhile another thread makes
/// the moves. The baton goes from thread to thread, so one at a time does anything.
///
/// The player's thread waits for the end of the simulation, so it goes on with the moves whenever it has nothing else to
/// do, and a helper leaves.
extension Simulator {
    /// Lets the others go on until the time of the simulation has moved on by `duration`.
    func compute(for duration: Duration) {
        // Work that the simulation does not decide about takes none of its time.
        guard owner.load(ordering: .relaxed) == ThreadIdentity.current else { return reached(by: nil) { _ in } }
        let baton = Baton()
        let (mover, isPlayerIdle) = state.withLock { state in
            defer { state.beginComputing(duration, baton) }
            return (state.mover, state.isPlayerIdle)
        }
        if isPlayerIdle { player.pass() } else { startHelper() }
        baton.wait()
        owner.store(ThreadIdentity.current, ordering: .relaxed)
        state.withLock { $0.endComputing(mover) }
    }

    /// Waits on the player's thread until there are moves to make, while a closure goes on.
    func idle(while closure: Baton) {
        state.withLock { $0.isPlayerIdle = true }
        closure.pass()
        player.wait()
        owner.store(ThreadIdentity.current, ordering: .relaxed)
        state.withLock { $0.isPlayerIdle = false }
    }

    private func startHelper() {
        let isStarted = SystemThread.start { [self] in
            owner.store(ThreadIdentity.current, ordering: .relaxed)
            Conducting.$current.withValue(self) { help() }.pass()
        }
        precondition(isStarted, "no thread is left for what goes on while a closure computes")
    }

    /// Makes moves until another thread can; returns the baton that it waits for.
    private func help() -> Baton {
        while !state.withLock({ $0.isPlayerIdle }) {
            guard let move = state.withLock({ $0.nextMove() }) else {
                preconditionFailure("time cannot pass, although a closure computes")
            }
            let made = make(move)
            if case .wrong(let problem) = made { giveUp(problem) }
            if let problem = problem(after: move) { giveUp(problem) }
            if case .due(let closure) = made { return closure }
        }
        return player
    }
}
