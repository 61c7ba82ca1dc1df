extension AsyncHandoff {
    /// What the node must do to put a lane to work.
    enum Hiring {
        case nobody
        case wake(Suspension<Void>)
        case start
    }

    /// The outcome of the node's step.
    @usableFromInline
    enum Progress {
        case waits(Wait)
        case ends(Ending)
    }

    /// Moves the results that can move, and puts one more lane to work; that lane asks for the next.
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

    /// Tells every lane to leave; true once all have left.
    @usableFromInline
    func stop() -> Bool {
        let (parked, lanes, hasLeft, keys) = state.withLock { state in
            defer {
                state.isStopped = true
                state.parked = []
                state.keys = nil
            }
            return (state.parked, state.isStopped ? [] : state.lanes, state.leftCount == state.lanes.count, state.keys)
        }
        // The elements are freed here, outside of the lock.
        if let keys { wiring.ledger.countDiscarded(keys.count) }
        for lane in lanes { lane.cancel() }
        for lane in parked {
            wiring.cell.beginExternal()
            lane.resume()
        }
        return hasLeft
    }

    /// Tells every lane to leave, one of them with what the behavior has; true once all have left. Without a lane, one is
    /// started for that.
    @usableFromInline
    func stopEarly(startLane: () -> Lane) -> Bool {
        let needsLane = state.withLock { state in
            defer { state.isEarly = true }
            return !state.isEarly && state.lanes.isEmpty
        }
        if needsLane {
            wiring.cell.beginExternal()
            let lane = startLane()
            state.withLock { $0.lanes.append(lane) }
        }
        return stop()
    }

    /// What the operator gives as its last element, once all lanes have left.
    @usableFromInline
    func takeEarly() -> Behavior.Output? {
        let emissions = state.withLock { state in
            var emissions = [state.early.take()]
            // One that was about to be sent when the lanes were told to leave.
            while let late = state.window.popReady() { emissions.append(late) }
            return emissions
        }
        for case .some(let emission) in emissions {
            switch emission {
            case .emit(let element), .emitLast(let element): return element
            case .nothing, .finish: break
            }
        }
        return nil
    }

    /// Finds a lane for the elements that wait, if a lane may work on one.
    private func hire(_ state: inout State) -> Hiring {
        guard hasFreeLane(state), hasWork(state) else { return .nobody }
        return state.parked.popLast().map { .wake($0) } ?? .start
    }

    /// What the node waits for in place of the lanes, which never announce a wait themselves.
    private func wait(_ state: State, _ hiring: Hiring) -> Wait {
        var wait: Wait = []
        if state.window.hasReady { wait.insert(.room) }
        switch hiring {
        case .nobody:
            if state.parked.count < state.lanes.count { wait.insert(.external) }
            // The shell finds out whether there is an element by now; a second look here would be a second decision.
            if state.window.hasPlace, hasFreeLane(state), input.ending == nil { wait.insert(.input) }
        case .wake, .start:
            // The lane takes the element, and asks for another lane or reports that there was none.
            wait.insert(.external)
        }
        return wait
    }
}
