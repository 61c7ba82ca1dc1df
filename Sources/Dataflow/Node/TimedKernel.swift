/// The loop of an operator that waits for moments in time.
@usableFromInline
struct TimedKernel<Behavior: TimedBehavior>: Kernel {
    private let wiring: NodeWiring
    private let input: Mailbox<Behavior.Input>
    private let output: Mailbox<Behavior.Output>
    private let initial: Behavior
    private var behavior: Behavior
    private let timekeeper: Timekeeper
    /// The deadline that a timer was set for, and that it counts as something outside.
    private var armed: (deadline: Duration, hold: TimerHold)?
    private var isFinishing = false

    @usableFromInline
    init(_ behavior: Behavior, clock: EngineClock?, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.behavior = behavior
        initial = behavior
        input = wiring.input()
        output = wiring.output()
        timekeeper = wiring.services.timekeeper(clock)
    }

    @usableFromInline
    mutating func step(_ turn: Turn) -> Step {
        let step = advance(turn)
        if step.outcome == .ended { armed?.hold.end() }
        return step
    }

    private mutating func advance(_ turn: Turn) -> Step {
        if turn.phase == .cancelled { return wiring.stop(.cancelled, turn) }
        if output.isCancelled { return wiring.stop(output.cancellationCause, turn) }
        var count = 0
        while count < turn.grain {
            if output.room() <= 0 { return output.restForRoom() ? rest(turn) : Step(.again, count: count) }
            let now = timekeeper.now
            do {
                guard let emission = try advance(now) else { break }
                count += 1
                if let step = answer(emission, turn) { return step }
            } catch {
                if let step = recover(error, turn) { return step }
            }
        }
        return count == turn.grain ? Step(.again, count: count) : wait(turn)
    }

    /// Does one thing that is due: fire, or take an element, or finish; nil when nothing is.
    private mutating func advance(_ now: Duration) throws -> Emission<Behavior.Output>? {
        if let deadline = behavior.deadline, deadline <= now { return try behavior.fire(now: now) }
        guard behavior.isAccepting, !isFinishing else { return nil }
        if input.available() > 0 {
            let element = input.reading().take(0)
            input.giveBack(1)
            return try behavior.receive(element, now: now)
        }
        guard case .finished? = input.ending else { return nil }
        isFinishing = true
        return try behavior.finish(now: now)
    }

    private mutating func answer(_ emission: Emission<Behavior.Output>, _ turn: Turn) -> Step? {
        input.releaseHalf(turn.worker)
        switch emission {
        case .nothing: return nil
        case .finish: return wiring.finish(turn)
        case .several: return wiring.fail(UnsupportedEmission(), turn)
        case .emit(let element), .emitLast(let element):
            output.writing().put(element, 0)
            output.publish(1, turn.worker)
            if case .emitLast = emission { return wiring.finish(turn) }
            return nil
        }
    }

    /// Nothing is due: wait for the deadline, for an element, or end.
    private mutating func wait(_ turn: Turn) -> Step {
        if isFinishing, behavior.deadline == nil { return wiring.finish(turn) }
        // The end stands behind the elements: a behavior that holds one back lets it out before a failure goes on.
        if behavior.isAccepting {
            if let ending = input.ending {
                if case .finished = ending {} else { return wiring.pass(ending, turn) }
            } else if !input.restForElements(turn.worker) {
                return Step(.again)
            }
        }
        if let deadline = behavior.deadline { arm(deadline) }
        return rest(turn)
    }

    /// A timer that another one overtook only makes the node look again.
    private mutating func arm(_ deadline: Duration) {
        guard armed?.deadline != deadline else { return }
        armed?.hold.end()
        let hold = TimerHold(wiring.cell)
        armed = (deadline, hold)
        timekeeper.schedule(at: deadline) { hold.fire() }
    }

    private func rest(_ turn: Turn) -> Step {
        input.releaseAll(turn.worker)
        return Step(.idle)
    }

    private mutating func recover(_ error: any Error, _ turn: Turn) -> Step? {
        if wiring.policy == .stop { return wiring.fail(error, turn) }
        wiring.countDropped()
        if wiring.policy == .restart { behavior = initial }
        return nil
    }
}
