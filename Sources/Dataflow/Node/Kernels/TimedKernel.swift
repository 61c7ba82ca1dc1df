/// The loop of an operator that waits for moments in time.
@usableFromInline
struct TimedKernel<Behavior: TimedBehavior>: LinearShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let input: MailboxReader<Behavior.Input>
    @usableFromInline package let output: MailboxWriter<Behavior.Output>
    private let origin: BehaviorOrigin<Behavior>
    private var behavior: Behavior
    private var timer: NodeTimer
    private var isFinishing = false
    /// Whether the behavior has more to emit for its last call; the node does nothing else meanwhile.
    private var isExpanding = false
    /// How often in a row the behavior emitted nothing for a deadline that has come, and the latest such deadline.
    private var vain: (count: Int, deadline: Duration) = (0, .zero)

    @usableFromInline
    init(_ origin: sending BehaviorOrigin<Behavior>, clock: EngineClock?, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.origin = origin
        behavior = origin.make()
        input = wiring.input()
        output = wiring.output()
        timer = wiring.run.timer(clock, for: wiring.cell)
    }

    @usableFromInline
    package mutating func step(_ turn: Turn) -> Step {
        for count in 0..<turn.budget {
            if output.room() <= 0 { return .wait(.room, count: count) }
            do {
                guard let emission = try advance(timer.now) else { return wait(turn) }
                if let step = answer(emission, turn) { return step }
            } catch {
                if let step = recover(error, turn) { return step }
            }
            if turn.worker.isInterrupted { return .again(count &+ 1) }
            if vain.count > StuckDeadline.limit { return wiring.fail(StuckDeadline(deadline: vain.deadline), turn) }
        }
        return .again(turn.budget)
    }

    @usableFromInline
    package mutating func close() { timer.cancel() }

    /// Does one thing that is due: fires, takes an element, or finishes; nil if nothing is due.
    private mutating func advance(_ now: Duration) throws -> Emission<Behavior.Output>? {
        if isExpanding { return try expand() }
        if let deadline = behavior.deadline, deadline <= now { return try fire(deadline, now) }
        guard behavior.isAccepting, !isFinishing else { return nil }
        if input.available() > 0 {
            let element = input.reading().take(0)
            input.giveBack(1)
            vain.count = 0
            return try behavior.receive(element, now: now)
        }
        guard case .finished? = input.ending else { return nil }
        isFinishing = true
        return try behavior.finish(now: now)
    }

    private mutating func fire(_ deadline: Duration, _ now: Duration) throws -> Emission<Behavior.Output> {
        let isLater = vain.count == 0 || deadline > vain.deadline
        vain = isLater ? (1, deadline) : (vain.count + 1, vain.deadline)
        let emission = try behavior.fire(now: now)
        if case .emit = emission { vain.count = 0 }
        return emission
    }

    private mutating func expand() throws -> Emission<Behavior.Output> {
        guard let element = try behavior.next() else {
            isExpanding = false
            return .nothing
        }
        vain.count = 0
        return .emit(element)
    }

    private mutating func answer(_ emission: Emission<Behavior.Output>, _ turn: Turn) -> Step? {
        input.releaseHalf(turn.worker)
        switch emission {
        case .nothing: return nil
        case .finish: return wiring.finish(turn)
        case .several:
            isExpanding = true
            return nil
        case .emit(let element), .emitLast(let element):
            output.writing().put(element, 0)
            output.publish(1, turn.worker)
            if case .emitLast = emission { return wiring.finish(turn) }
            return nil
        }
    }

    /// Called when nothing is due: waits for the deadline or for an element, or ends.
    private mutating func wait(_ turn: Turn) -> Step {
        if isFinishing, behavior.deadline == nil { return wiring.finish(turn) }
        var wait: Wait = []
        // The end stands behind the elements: a behavior that holds one back emits it before a failure goes on.
        if behavior.isAccepting {
            if let ending = input.ending {
                if case .finished = ending {} else { return wiring.pass(ending, turn) }
            } else {
                wait = .input
            }
        }
        if let deadline = behavior.deadline {
            timer.set(to: deadline)
            wait.insert(.external)
        } else {
            timer.cancel()
        }
        return .wait(wait)
    }

    private mutating func recover(_ error: any Error, _ turn: Turn) -> Step? {
        if wiring.policy == .stop { return wiring.fail(error, turn) }
        wiring.ledger.countDropped()
        isExpanding = false
        if wiring.policy == .restart { behavior = origin.make() }
        return nil
    }
}
