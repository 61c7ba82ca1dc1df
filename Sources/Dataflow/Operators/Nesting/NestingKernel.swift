/// The node of an operator that starts flows for its elements and lets theirs through.
///
/// Each flow is a part of the run in a slot (`Docs/Decisions/0024`). The node waits at once for an element, if there is a
/// place for its flow; for an element of any flow; for the end of one; and for room.
@usableFromInline
struct NestingKernel<Behavior: NestingBehavior>: NestShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let input: MailboxReader<Behavior.Input>
    @usableFromInline package let output: MailboxWriter<Behavior.Output>
    @usableFromInline var behavior: Behavior
    @usableFromInline let places: Int
    @usableFromInline let waitsForPlace: Bool
    @usableFromInline let quota: InputQuota
    @usableFromInline package var turns = InputTurns(inputs: 0)
    @usableFromInline var slots = NestedSlots<Behavior.Output>()
    /// The slots whose flows have ended, in the step that frees them.
    @usableFromInline var endedSlots = Fifo<Int>()
    /// The element whose flow waits for a place.
    @usableFromInline var pending: Behavior.Input?
    /// How many flows the node has started.
    @usableFromInline var startedCount = 0
    @usableFromInline var isInputDone = false
    /// Whether the neighbours know how the node ends, and it waits only for its flows.
    @usableFromInline var isClosing = false

    @inlinable
    init(_ behavior: sending Behavior, _ wiring: NodeWiring) {
        self.wiring = wiring
        input = wiring.input()
        output = wiring.output()
        places = Limits.innerFlows.clamp(behavior.places)
        waitsForPlace = behavior.waitsForPlace
        quota = InputQuota(capacity: output.capacity)
        self.behavior = behavior
    }

    @inlinable package var slotEnds: [ConsumerEnd?] { slots.ends }
    /// What a new flow gives waits until the flows that it replaces have ended.
    @inlinable package var isReadingSlots: Bool { slots.cancelledCount == 0 }

    /// Whether the node takes an element now.
    @inlinable
    var isAccepting: Bool {
        !isInputDone && (!waitsForPlace || slots.count < places && pending == nil)
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        if isClosing { return waitForFlows(turn) }
        if let step = freeEnded(turn) { return step }
        var handled = 0
        if let step = takeElements(&handled, turn) ?? takeTurns(&handled, turn) { return step }
        if isInputDone, pending == nil, slots.count == 0 { return wiring.finish(turn) }
        if handled > 0 || canStart { return .again(handled) }
        var wait: Wait = isAccepting ? .input : []
        if isReadingSlots, !turns.isEmpty { wait.insert(.room) }
        return .wait(wait)
    }

    @usableFromInline
    package mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        isClosing ? waitForFlows(turn) : close(.cancelled, cause, turn)
    }

    // MARK: - The input

    /// Takes elements and starts flows, as far as there are places. Where elements do not wait for one, only the newest of
    /// those that are there gets a flow.
    @inlinable
    mutating func takeElements(_ handled: inout Int, _ turn: Turn) -> Step? {
        repeat {
            while handled < turn.budget, isAccepting {
                if input.available() == 0 {
                    guard let ending = input.ending else { break }
                    if let step = endInput(ending, turn) { return step }
                    break
                }
                let element = input.reading().take(0)
                input.release(1, turn.worker)
                handled &+= 1
                if let step = receive(element, turn) { return step }
                if turn.worker.isInterrupted { break }
            }
            guard canStart else { return nil }
            if let step = startPending(turn) { return step }
        } while handled < turn.budget && !turn.worker.isInterrupted
        return nil
    }

    /// Whether an element waits for a place, and there is one.
    @inlinable
    var canStart: Bool { pending != nil && slots.count < places }

    @usableFromInline
    mutating func receive(_ element: Behavior.Input, _ turn: Turn) -> Step? {
        do {
            let living = slots.count - slots.cancelledCount + (pending == nil ? 0 : 1)
            switch try behavior.receive(element, living: living) {
            case .drop:
                wiring.ledger.countDropped()
                return nil
            case .start: break
            // Nobody is to hear of the failures of flows that are replaced.
            case .replace:
                slots.cancelAll(.finished, &endedSlots, turn.worker)
                turns.forget()
                _ = lookAtEnded(turn)
            }
        } catch {
            return recover(error, turn)
        }
        if pending != nil { wiring.ledger.countDropped() }
        pending = element
        return nil
    }

    @usableFromInline
    mutating func startPending(_ turn: Turn) -> Step? {
        guard let element = pending.take() else { return nil }
        do {
            let flow = try behavior.flow(for: element).erased
            let (slot, ports) = slots.nextSlot()
            let part = try wiring.run.services.attach(
                flow, to: wiring, pass: startedCount + 1, slot: ports, turn.worker)
            startedCount += 1
            slots.add(part, number: startedCount, in: slot)
            turns.add(slot)
            // A loop cannot end while a flow of one of its nodes lives.
            if slots.count == 1 { wiring.cell.region?.enter(wiring.cell) }
            return nil
        } catch {
            return recover(error, turn)
        }
    }

    /// Handles the error of a closure, or a flow that cannot run.
    private mutating func recover(_ error: any Error, _ turn: Turn) -> Step? {
        guard wiring.policy == .stop else {
            wiring.ledger.countDropped()
            return nil
        }
        return fail(wiring.run.failure(error), turn)
    }

    @usableFromInline
    mutating func endInput(_ ending: Ending, _ turn: Turn) -> Step? {
        switch ending {
        case .finished:
            isInputDone = true
            return nil
        case .failed(let failure): return fail(failure, turn)
        case .cancelled: return close(.cancelled, .cancelled, turn)
        }
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
            let available = inner.reader.available()
            if available == 0 {
                if let step = lookAtEnd(of: slot, turn) { return step }
                continue
            }
            let count = turns.limit(available, quota, room: room, budget: turn.budget &- handled)
            let (reader, writer) = (inner.reader.reading(), output.writing())
            for offset in 0..<count { writer.put(reader.take(offset), offset) }
            output.publish(count, turn.worker)
            inner.reader.release(count, turn.worker)
            turns.gave(slot, inner.reader)
            turns.append(slot)
            handled &+= count
            room &-= count
        }
        return nil
    }

    /// Handles a flow that has no element: waits for it, notes its end, or fails with it.
    @usableFromInline
    mutating func lookAtEnd(of slot: Int, _ turn: Turn) -> Step? {
        guard let inner = slots.inners[slot] else { return nil }
        switch inner.reader.ending {
        case nil: turns.foundEmpty(slot)
        case .finished?:
            slots.inners[slot]!.isDrained = true
            free(slot)
        case .failed(let failure)?:
            guard behavior.ownsFailures, wiring.policy != .stop else { return fail(failure, turn) }
            wiring.ledger.countDropped()
            slots.inners[slot]!.isDrained = true
            free(slot)
        // The run is cancelled.
        case .cancelled?: return close(.cancelled, .cancelled, turn)
        }
        return nil
    }

    /// Looks at the flows whose last node has ended since the last step.
    @inlinable
    mutating func freeEnded(_ turn: Turn) -> Step? {
        slots.takeEnds(into: &endedSlots)
        if endedSlots.isEmpty { return nil }
        return lookAtEnded(turn)
    }

    @usableFromInline
    mutating func lookAtEnded(_ turn: Turn) -> Step? {
        while let slot = endedSlots.popFirst() {
            guard let inner = slots.inners[slot] else { continue }
            slots.inners[slot]!.hasEnded = true
            if inner.isDrained || inner.isCancelled {
                free(slot)
            } else if inner.reader.available() == 0, let step = lookAtEnd(of: slot, turn) {
                return step
            }
        }
        return nil
    }

    /// Gives the slot of a flow to another, once the flow has ended and nothing more is wanted of it.
    private mutating func free(_ slot: Int) {
        guard let inner = slots.inners[slot], inner.hasEnded, inner.isDrained || inner.isCancelled else { return }
        _ = slots.remove(slot)
        wiring.run.services.release(inner.part, of: wiring, isFailing: isClosing)
        if slots.count == 0 { wiring.cell.region?.leave() }
    }

    // MARK: - The end

    /// Fails with the first failure; those of other flows are told with it.
    private mutating func fail(_ first: NodeFailure, _ turn: Turn) -> Step {
        var failure = first
        for other in slots.failures where other.identity !== first.identity { failure.others.append(other) }
        return close(.failed(failure), .failed(failure.error), turn)
    }

    /// Tells the neighbours how the node ends, cancels its flows, and waits until they have ended.
    private mutating func close(_ ending: Ending, _ cause: CancellationCause, _ turn: Turn) -> Step {
        isClosing = true
        if pending.take() != nil { wiring.ledger.countDiscarded(1) }
        turns.forget()
        _ = wiring.end(ending, cause, turn)
        slots.cancelAll(wiring.cause(cause, turn), &endedSlots, turn.worker)
        return waitForFlows(turn)
    }

    @usableFromInline
    mutating func waitForFlows(_ turn: Turn) -> Step {
        _ = freeEnded(turn)
        return slots.count == 0 ? .ended : .wait(.end)
    }
}
