/// The node of an operator that starts flows for its elements and lets theirs through.
///
/// Each flow is a part of the run in a slot (`Docs/Decisions/0024`). The node waits at once for an element, if there is a
/// place for its flow; for an element of any flow; for the end of one; for room; and for room in a group that it feeds.
@usableFromInline
struct NestingKernel<Behavior: NestingBehavior>: NestShape {
    /// An element that the node has taken, and what it is to become.
    @usableFromInline
    enum Held {
        case starting(Behavior.Input)
        case opening(Behavior.Input)
        case feeding(Behavior.Input, Int)
        /// The behavior is asked once more when a flow has ended.
        case waiting(Behavior.Input)
    }

    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let input: MailboxReader<Behavior.Input>
    @usableFromInline package let output: MailboxWriter<Behavior.Output>
    @usableFromInline var behavior: Behavior
    @usableFromInline let places: Int
    @usableFromInline let intake: NestingIntake
    @usableFromInline let quota: InputQuota
    @usableFromInline package var turns = InputTurns(inputs: 0)
    @usableFromInline package var slots = NestedSlots()
    /// The slots whose flows have ended, in the step that frees them.
    @usableFromInline var endedSlots = Fifo<Int>()
    @usableFromInline var held: Held?
    /// The groups that have elements of which they were not told. None while the node waits.
    @usableFromInline var untold = UntoldGroups()
    /// Whether a flow has ended since the behavior asked for that.
    @usableFromInline var hasFlowEnded = false
    /// How many flows the node has started.
    @usableFromInline var startedCount = 0
    @usableFromInline var isInputDone = false
    /// Whether the neighbours know how the node ends, and it waits only for its flows.
    @usableFromInline var isClosing = false
    /// What upstream failed with; the groups hear of it behind what they were fed.
    @usableFromInline var inputFailure: NodeFailure?
    /// Nil if the behavior has no deadline.
    @usableFromInline var timer: NodeTimer?
    /// The time of this step, if the behavior has a deadline.
    @usableFromInline var now = Duration.zero

    @usableFromInline
    init(_ behavior: sending Behavior, clock: EngineClock?, _ wiring: NodeWiring) {
        self.wiring = wiring
        input = wiring.input()
        output = wiring.output()
        places = Limits.innerFlows.clamp(behavior.places)
        intake = behavior.intake
        quota = InputQuota(capacity: output.capacity)
        timer = behavior.usesTime ? wiring.run.timer(clock, for: wiring.cell) : nil
        self.behavior = behavior
    }

    /// What a new flow gives waits until the flows that it replaces have ended.
    @inlinable package var isReadingSlots: Bool { slots.cancelledCount == 0 }
    @inlinable package var awaitedFeed: ProducerEnd? {
        if case .feeding(_, let group)? = held { slots.feed(group).map { ProducerEnd($0.mailbox) } } else { nil }
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        if isClosing { return waitForFlows(turn) }
        if let step = freeEnded(turn) { return step }
        var handled = 0
        let fed = untold.total
        if let step = takeElements(&handled, turn) { return step }
        // Upstream pauses, or the groups' elements do.
        if untold.total == fed || turn.worker.isInterrupted { tellGroups(turn) }
        if let step = takeTurns(&handled, turn) { return step }
        if isInputDone, held == nil, slots.count == 0 {
            return inputFailure.map { wiring.fail($0, turn) } ?? wiring.finish(turn)
        }
        return handled > 0 || canPlace ? .again(handled) : .wait(wait())
    }

    @usableFromInline
    package mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        isClosing ? waitForFlows(turn) : close(.cancelled, cause, turn)
    }

    @usableFromInline
    package mutating func close() { timer?.cancel() }

    /// What the node waits for when nothing can be done.
    @inlinable
    mutating func wait() -> Wait {
        var wait: Wait = isAccepting ? .input : []
        if isReadingSlots, !turns.isEmpty { wait.insert(.room) }
        if behavior.usesTime { setTimer(&wait) }
        return wait
    }

    // MARK: - The flows

    /// Lets every flow that has elements give a few, in turn.
    @inlinable
    mutating func takeTurns(_ handled: inout Int, _ turn: Turn) -> Step? {
        slots.takeNews(into: &turns.order)
        guard isReadingSlots else { return nil }
        var room = output.room()
        while room > 0, handled < turn.budget, let slot = turns.next() {
            guard let inner = slots.inners[slot], !inner.isDrained, !inner.isCancelled else { continue }
            let reader = reader(of: inner)
            let available = reader.available()
            if available == 0 {
                if let step = lookAtEnd(of: slot, turn) { return step }
                continue
            }
            let count = turns.limit(available, quota, room: room, budget: turn.budget &- handled)
            reader.move(count, to: output, turn.worker)
            turns.gave(slot, reader)
            turns.append(slot)
            handled &+= count
            room &-= count
        }
        return nil
    }

    /// Handles a flow that has no element: waits for it, notes its end, or fails with it.
    @inlinable
    mutating func lookAtEnd(of slot: Int, _ turn: Turn) -> Step? {
        guard let inner = slots.inners[slot] else { return nil }
        switch inner.end.ending {
        case nil: turns.foundEmpty(slot)
        case .finished?: drained(slot)
        case .failed(let failure)?:
            guard behavior.ownsFailures, wiring.policy != .stop else { return fail(failure, turn) }
            wiring.skip(failure.error)
            drained(slot)
        // The run is cancelled.
        case .cancelled?: return close(.cancelled, .cancelled, turn)
        }
        return nil
    }

    @inlinable
    mutating func drained(_ slot: Int) {
        slots.inners[slot]!.isDrained = true
        free(slot)
    }

    /// Looks at the flows whose last node has ended since the last step.
    @inlinable
    mutating func freeEnded(_ turn: Turn) -> Step? {
        slots.takeEnds(into: &endedSlots)
        if endedSlots.isEmpty { return nil }
        return lookAtEnded(turn)
    }

    @inlinable
    mutating func lookAtEnded(_ turn: Turn) -> Step? {
        while let slot = endedSlots.popFirst() {
            guard let inner = slots.inners[slot] else { continue }
            slots.inners[slot]!.hasEnded = true
            if inner.isDrained || inner.isCancelled {
                free(slot)
            } else if inner.end.isEmpty, let step = lookAtEnd(of: slot, turn) {
                return step
            }
        }
        return nil
    }

    /// Gives the slot of a flow to another, once the flow has ended and nothing more is wanted of it.
    @inlinable
    mutating func free(_ slot: Int) {
        guard wiring.free(slot, in: &slots, isFailing: isClosing) else { return }
        behavior.groupEnded(slot)
        hasFlowEnded = true
    }

    // MARK: - The end

    /// Fails with the first failure; those of other flows are told with it.
    @usableFromInline
    mutating func fail(_ first: NodeFailure, _ turn: Turn) -> Step {
        var failure = first
        for other in slots.failures where other.identity !== first.identity { failure.others.append(other) }
        return close(.failed(failure), .failed(failure.error), turn)
    }

    /// Tells the neighbours how the node ends, cancels its flows, and waits until they have ended.
    @usableFromInline
    mutating func close(_ ending: Ending, _ cause: CancellationCause, _ turn: Turn) -> Step {
        isClosing = true
        if held.take() != nil { wiring.ledger.countDiscarded(1) }
        turns.forget()
        timer?.cancel()
        _ = wiring.end(ending, cause, turn)
        slots.cancelAll(wiring.cause(cause, turn), &endedSlots, turn.worker)
        return waitForFlows(turn)
    }

    @inlinable
    mutating func waitForFlows(_ turn: Turn) -> Step {
        _ = freeEnded(turn)
        return slots.count == 0 ? .ended : .wait(.end)
    }

    // MARK: - Time

    /// Closes the groups whose time has come.
    @usableFromInline
    mutating func tell(_ turn: Turn) -> Step? {
        now = timer?.now ?? .zero
        var left = slots.count
        while let deadline = behavior.deadline, deadline <= now {
            guard left > 0, let group = behavior.expire(now: now) else {
                return fail(wiring.run.failure(StuckDeadline(deadline: deadline)), turn)
            }
            slots.closeFeed(group, turn.worker)
            left -= 1
        }
        return nil
    }

    @usableFromInline
    mutating func setTimer(_ wait: inout Wait) {
        guard let deadline = behavior.deadline else {
            timer?.cancel()
            return
        }
        timer?.set(to: deadline)
        wait.insert(.external)
    }
}
