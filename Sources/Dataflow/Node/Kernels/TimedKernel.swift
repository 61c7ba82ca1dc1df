/// The loop of an operator that waits for moments in time.
@usableFromInline
struct TimedKernel<Behavior: TimedBehavior>: LinearShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let input: Mailbox<Behavior.Input>
    @usableFromInline package let output: Mailbox<Behavior.Output>
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
    package mutating func step(_ turn: Turn) -> Step {
        var count = 0
        while count < turn.grain {
            if output.room() <= 0 { return count == 0 ? .wait(.room) : .again(count) }
            let now = timekeeper.now
            do {
                guard let emission = try advance(now) else { break }
                count += 1
                if let step = answer(emission, turn) { return step }
            } catch {
                if let step = recover(error, turn) { return step }
            }
        }
        return count == turn.grain ? .again(count) : wait(turn)
    }

    @usableFromInline
    package mutating func close() { armed?.hold.end() }

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
        var wait: Wait = []
        // The end stands behind the elements: a behavior that holds one back lets it out before a failure goes on.
        if behavior.isAccepting {
            if let ending = input.ending {
                if case .finished = ending {} else { return wiring.pass(ending, turn) }
            } else {
                wait = .input
            }
        }
        if let deadline = behavior.deadline {
            arm(deadline)
            wait.insert(.outside)
        }
        return .wait(wait)
    }

    /// A timer that another one overtook only makes the node look again.
    private mutating func arm(_ deadline: Duration) {
        guard armed?.deadline != deadline else { return }
        armed?.hold.end()
        let hold = TimerHold(wiring.cell)
        armed = (deadline, hold)
        timekeeper.schedule(at: deadline) { hold.fire() }
    }

    private mutating func recover(_ error: any Error, _ turn: Turn) -> Step? {
        if wiring.policy == .stop { return wiring.fail(error, turn) }
        wiring.countDropped()
        if wiring.policy == .restart { behavior = initial }
        return nil
    }
}
