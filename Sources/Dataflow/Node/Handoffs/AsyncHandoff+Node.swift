extension AsyncHandoff {
    /// What the node has to do to get work done.
    enum Hiring {
        case nobody
        case wake(Suspension<Void>)
        case start
    }

    /// What comes of a step of the node.
    @usableFromInline
    enum Progress {
        case waits(Wait)
        case ends(Ending)
    }

    /// Moves what can move and puts one more lane to work, which asks for the next.
    @usableFromInline
    func advance(_ worker: WorkerHandle?, startLane: () -> Lane) -> Progress {
        let (progress, hiring) = state.withLock { state -> (Progress, Hiring) in
            state.isNodeTold = false
            flush(&state)
            if let verdict = state.verdict { return (.ends(verdict), .nobody) }
            let hiring = hire(&state)
            state.awaited = wait(state, hiring)
            return (.waits(state.awaited), hiring)
        }
        output.wakeConsumer(worker)
        switch hiring {
        case .nobody: break
        case .wake(let lane):
            wiring.cell.beginExternal()
            lane.resume()
        case .start:
            wiring.cell.beginExternal()
            let lane = startLane()
            state.withLock { state in
                state.lanes.append(lane)
            }
        }
        return progress
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
            wiring.cell.beginExternal()
            lane.resume()
        }
        return hasLeft
    }

    /// Finds a lane for what waits, if one may work on it.
    private func hire(_ state: inout State) -> Hiring {
        guard hasFreeLane(state), hasWork(state) else { return .nobody }
        return state.parked.popLast().map { .wake($0) } ?? .start
    }

    /// What the node waits for in the lanes' place: they never announce anything themselves.
    private func wait(_ state: State, _ hiring: Hiring) -> Wait {
        var wait: Wait = []
        if state.window.hasReady { wait.insert(.room) }
        switch hiring {
        case .nobody:
            if state.parked.count < state.lanes.count { wait.insert(.external) }
            // Whether there is an element by now, the shell finds out: to look here once more would be to decide twice.
            if state.window.hasPlace, hasFreeLane(state), input.ending == nil { wait.insert(.input) }
        case .wake, .start:
            // The lane takes what is there, and asks for company or tells that it found nothing.
            wait.insert(.external)
        }
        return wait
    }
}
