extension AsyncDesk {
    /// What the node has to do to get work done.
    enum Hiring {
        case nobody
        case wake(UnsafeContinuation<Void, Never>)
        case start
    }

    /// Moves what can move and puts one more lane to work, which asks for the next; gives the verdict, if there is one.
    @usableFromInline
    func advance(_ worker: Worker?, startLane: () -> Lane) -> Ending? {
        let (verdict, hiring) = state.withLock { state -> (Ending?, Hiring) in
            state.isNodeTold = false
            flush(&state)
            return (state.verdict, state.verdict == nil ? hire(&state, worker) : .nobody)
        }
        output.wakeConsumer(worker)
        switch hiring {
        case .nobody: break
        case .wake(let lane):
            wiring.cell.beginOutside()
            lane.resume()
        case .start:
            wiring.cell.beginOutside()
            let lane = startLane()
            state.withLock { state in
                state.lanes.append(lane)
            }
        }
        return verdict
    }

    /// Sends every lane home; true once all have left.
    @usableFromInline
    func stop() -> Bool {
        let (parked, lanes, hasLeft) = state.withLock { state in
            defer {
                state.isStopped = true
                state.parked = []
            }
            return (state.parked, state.isStopped ? [] : state.lanes, state.leftCount == state.lanes.count)
        }
        for lane in lanes { lane.cancel() }
        for lane in parked {
            wiring.cell.beginOutside()
            lane.resume()
        }
        return hasLeft
    }

    /// Finds a lane for what waits, if one may work on it.
    private func hire(_ state: inout State, _ worker: Worker?) -> Hiring {
        guard state.window.hasPlace, hasWork(state, worker) else { return .nobody }
        if let lane = state.parked.popLast() { return .wake(lane) }
        return state.lanes.count < concurrency ? .start : .nobody
    }

    private func hasWork(_ state: State, _ worker: Worker?) -> Bool {
        if input.available() > 0 { return true }
        if input.restForElements(worker) { return false }
        if input.available() > 0 { return true }
        // The end: a lane must ask the behavior for its last words.
        guard case .finished? = input.ending else { return false }
        return state.window.isEmpty && !state.isFinishTaken
    }
}
