/// The loop of an operator that takes in while downstream is busy, and hands over when downstream asks.
///
/// What is due comes before what is handed over, and that before what comes in. So an element that arrives in the moment
/// at which another may leave does not replace it.
@usableFromInline
struct HoldingKernel<Behavior: HoldingBehavior>: LinearShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let input: MailboxReader<Behavior.Input>
    @usableFromInline package let output: MailboxWriter<Behavior.Output>
    @usableFromInline let origin: BehaviorOrigin<Behavior>
    @usableFromInline var behavior: Behavior
    @usableFromInline var timer: NodeTimer?
    /// How the input has ended, once the behavior knows.
    @usableFromInline var ending: Ending?
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
        if Behavior.needsTime { timer = wiring.run.timer(clock, for: wiring.cell) }
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        let now = timer?.now ?? .zero
        var count = 0
        repeat {
            do {
                let done = try advance(now, turn.budget &- count, turn)
                if done == 0 { return rest(count, turn) }
                count &+= done
            } catch {
                count &+= 1
                if let step = recover(error, turn) { return step }
            }
            if let stuck = vain.error { return wiring.fail(stuck, turn) }
        } while count < turn.budget && !turn.worker.isInterrupted
        countDrops()
        return .again(count)
    }

    @inlinable
    package mutating func close() { timer?.cancel() }

    /// Ends before downstream took what the behavior holds, and before the behavior's own failure behind that.
    @inlinable
    package mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        discard()
        if let failure = behavior.failure { wiring.note(failure) }
        return wiring.stop(cause, turn)
    }

    /// Does what is due, hands something over, or takes elements in; returns how many, or zero if there is nothing to
    /// do.
    @inlinable
    mutating func advance(_ now: Duration, _ limit: Int, _ turn: Turn) throws -> Int {
        if Behavior.needsTime, let deadline = behavior.deadline, deadline <= now {
            vain.note(deadline)
            try behavior.fire(now: now)
            return 1
        }
        if behavior.isReady, isWanted { return try handOver(now, turn) }
        guard ending == nil, behavior.isAccepting, behavior.failure == nil else { return 0 }
        let available = min(input.available(), limit)
        return try available > 0 ? takeIn(available, now, turn) : meetEnd(now)
    }

    /// Whether downstream asks for an element.
    @inlinable
    var isWanted: Bool {
        if Behavior.awaitsDemand, !output.isConsumerWaiting { return false }
        return output.room() > 0
    }

    @inlinable
    mutating func handOver(_ now: Duration, _ turn: Turn) throws -> Int {
        guard let element = try behavior.handOver(now: now) else {
            vain.note(.zero)
            return 1
        }
        vain.forget()
        output.writing().put(element, 0)
        output.publish(1, turn.worker)
        return 1
    }

    /// Stops when something can be handed over, or when the behavior accepts no more.
    @inlinable
    mutating func takeIn(_ available: Int, _ now: Duration, _ turn: Turn) throws -> Int {
        vain.forget()
        let reader = input.reading()
        var taken = 0
        defer { input.release(taken, turn.worker) }
        turn.worker.setBound(available)
        while taken < turn.worker.bound {
            let element = reader.take(taken)
            taken &+= 1
            try behavior.receive(element, now: now)
            if !behavior.isAccepting || behavior.isReady && isWanted { break }
        }
        return max(taken, 1)
    }

    @usableFromInline
    mutating func meetEnd(_ now: Duration) throws -> Int {
        guard let end = input.ending else { return 0 }
        ending = end
        switch end {
        case .finished: try behavior.inputEnded(nil, now: now)
        case .failed(let failure): try behavior.inputEnded(failure.error, now: now)
        case .cancelled: break
        }
        return 1
    }

    /// Called when there is nothing to do: ends, or waits for an element, for the deadline and for downstream.
    @inlinable
    mutating func rest(_ count: Int, _ turn: Turn) -> Step {
        countDrops()
        if behavior.heldCount == 0, let failure = behavior.failure { return wiring.fail(failure, turn) }
        if let ending, isOver { return wiring.pass(ending, turn) }
        var wait: Wait = []
        if ending == nil, behavior.isAccepting, behavior.failure == nil { wait = .input }
        if behavior.isReady { wait.insert(Behavior.awaitsDemand ? .demand : .room) }
        if let deadline = behavior.deadline {
            timer?.set(to: deadline)
            wait.insert(.external)
        } else {
            timer?.cancel()
        }
        return .wait(wait, count: count)
    }

    /// Whether nothing more can come, as the input has ended.
    @inlinable var isOver: Bool {
        if case .cancelled? = ending { return true }
        return behavior.heldCount == 0 || !behavior.isReady && behavior.deadline == nil
    }

    @usableFromInline
    mutating func recover(_ error: any Error, _ turn: Turn) -> Step? {
        if wiring.policy == .stop {
            discard()
            return wiring.fail(error, after: ending, turn)
        }
        wiring.skip(error)
        if wiring.policy == .restart {
            countDrops()
            wiring.ledger.countDropped(behavior.heldCount)
            behavior = origin.make()
            countedDrops = 0
        }
        return nil
    }

    @usableFromInline
    mutating func discard() {
        countDrops()
        wiring.ledger.countDiscarded(behavior.heldCount)
    }

    @inlinable
    mutating func countDrops() { wiring.countDropped(behavior.droppedCount, &countedDrops) }
}
