/// The loop of an operator that waits for moments in time.
@usableFromInline
struct TimedKernel<Behavior: TimedBehavior>: LinearShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let input: MailboxReader<Behavior.Input>
    @usableFromInline package let output: MailboxWriter<Behavior.Output>
    @usableFromInline let origin: BehaviorOrigin<Behavior>
    @usableFromInline var behavior: Behavior
    @usableFromInline var timer: NodeTimer
    /// How the input has ended, once the behavior knows.
    @usableFromInline var ending: Ending?
    /// Whether the behavior has more to emit for its last call; the node does nothing else meanwhile.
    @usableFromInline var isExpanding = false
    /// How many of the elements that the behavior has dropped are in the ledger.
    @usableFromInline var countedDrops = 0
    @usableFromInline var vain = VainCalls()

    @inlinable
    init(_ origin: sending BehaviorOrigin<Behavior>, clock: EngineClock?, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.origin = origin
        behavior = origin.make()
        input = wiring.input()
        output = wiring.output()
        timer = wiring.run.timer(clock, for: wiring.cell)
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        defer { wiring.countDropped(behavior.droppedCount, &countedDrops) }
        for count in 0..<turn.budget {
            if output.room() <= 0 { return .wait(.room, count: count) }
            do {
                guard let emission = try advance(timer.now) else { return wait(turn) }
                if let step = answer(emission, turn) { return step }
            } catch {
                if let step = recover(error, turn) { return step }
            }
            if turn.worker.isInterrupted { return .again(count &+ 1) }
            if let stuck = vain.error { return wiring.fail(stuck, turn) }
        }
        return .again(turn.budget)
    }

    @usableFromInline
    package mutating func close() { timer.cancel() }

    @usableFromInline
    package mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        wiring.countDropped(behavior.droppedCount, &countedDrops)
        wiring.ledger.countDiscarded(behavior.heldCount)
        return wiring.stop(cause, turn)
    }

    /// Does one thing that is due: fires, takes an element, or meets the end; nil if nothing is due.
    @inlinable
    mutating func advance(_ now: Duration) throws -> Emission<Behavior.Output>? {
        if isExpanding { return try expand() }
        if let deadline = behavior.deadline, deadline <= now { return try fire(deadline, now) }
        guard behavior.isAccepting, ending == nil else { return nil }
        if input.available() > 0 {
            let element = input.reading().take(0)
            input.giveBack(1)
            vain.forget()
            return try behavior.receive(element, now: now)
        }
        ending = input.ending
        switch ending {
        case .finished?: return try behavior.finish(now: now)
        case .failed(let failure)?: return try behavior.inputFailed(failure.error, now: now)
        case .cancelled?, nil: return nil
        }
    }

    @inlinable
    mutating func fire(_ deadline: Duration, _ now: Duration) throws -> Emission<Behavior.Output> {
        vain.note(deadline)
        let emission = try behavior.fire(now: now)
        if case .emit = emission { vain.forget() }
        return emission
    }

    @inlinable
    mutating func expand() throws -> Emission<Behavior.Output> {
        guard let element = try behavior.next() else {
            isExpanding = false
            return .nothing
        }
        vain.forget()
        return .emit(element)
    }

    @inlinable
    mutating func answer(_ emission: Emission<Behavior.Output>, _ turn: Turn) -> Step? {
        input.releaseHalf(turn.worker)
        switch emission {
        case .nothing: return nil
        case .finish: return wiring.pass(ending ?? .finished, turn)
        case .several:
            isExpanding = true
            return nil
        case .emit(let element), .emitLast(let element):
            output.writing().put(element, 0)
            output.publish(1, turn.worker)
            if case .emitLast = emission { return wiring.pass(ending ?? .finished, turn) }
            return nil
        }
    }

    /// Called when nothing is due: waits for the deadline or for an element, or ends.
    @inlinable
    mutating func wait(_ turn: Turn) -> Step {
        if let ending, isOver(ending) { return wiring.pass(ending, turn) }
        var wait: Wait = behavior.isAccepting && ending == nil ? .input : []
        if let deadline = behavior.deadline {
            timer.set(to: deadline)
            wait.insert(.external)
        } else {
            timer.cancel()
        }
        return .wait(wait)
    }

    /// Whether nothing keeps the end back. It stands behind the elements: a failure waits for those that are held.
    @inlinable
    func isOver(_ ending: Ending) -> Bool {
        switch ending {
        case .finished: behavior.deadline == nil
        case .failed: behavior.deadline == nil || behavior.heldCount == 0
        case .cancelled: true
        }
    }

    @usableFromInline
    mutating func recover(_ error: any Error, _ turn: Turn) -> Step? {
        if wiring.policy == .stop { return wiring.fail(error, after: ending, turn) }
        wiring.skip(error)
        isExpanding = false
        if wiring.policy == .restart {
            wiring.countDropped(behavior.droppedCount, &countedDrops)
            behavior = origin.make()
            countedDrops = 0
        }
        return nil
    }
}
