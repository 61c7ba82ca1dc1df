/// What becomes of the elements that the node takes.
extension NestingKernel {
    /// Whether the node takes an element now.
    @inlinable
    var isAccepting: Bool {
        if isInputDone { return false }
        switch intake {
        case .places: return held == nil && slots.count < places
        case .newest: return true
        case .each: return held == nil
        }
    }

    /// Whether the element that the node holds can be placed now.
    @inlinable
    var canPlace: Bool {
        switch held {
        case nil: false
        case .starting?, .opening?: slots.count < places
        case .feeding(_, let group)?: slots.feed(group).map { $0.isCancelled || !$0.isFull } ?? true
        case .waiting?: hasFlowEnded
        }
    }

    /// Takes elements and starts or feeds flows, as far as there are places and room. Where the newest element counts, only
    /// that of those that are there gets a flow.
    @inlinable
    mutating func takeElements(_ handled: inout Int, _ turn: Turn) -> Step? {
        if behavior.usesTime, let step = tell(turn) { return step }
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
            guard canPlace else { return nil }
            handled &+= 1
            if let step = place(turn) { return step }
        } while handled < turn.budget && !turn.worker.isInterrupted
        return nil
    }

    @inlinable
    mutating func receive(_ element: Behavior.Input, _ turn: Turn) -> Step? {
        do {
            let living = slots.count &- slots.cancelledCount &+ (held == nil ? 0 : 1)
            let answer = try behavior.receive(element, living: living, now: now)
            if case .feed(let group) = answer, let feed = feed(group), feed.room() > 0, !feed.isCancelled {
                feed.writing().put(element, 0)
                show(feed, group, turn)
                return nil
            }
            hold(element, answer, turn)
            return nil
        } catch {
            return recover(error, turn)
        }
    }

    /// Shows a group its new element, and tells it now or with later ones.
    @inlinable
    mutating func show(_ feed: MailboxWriter<Behavior.Input>, _ group: Int, _ turn: Turn) {
        guard turn.budget >= UntoldGroups.leastBudget else { return feed.publish(1, turn.worker) }
        feed.show(1)
        if untold.feed(group) { feed.wakeConsumer(turn.worker) }
        if untold.isDue { tellGroups(turn) }
    }

    /// Tells every group that was fed. A group whose feed has ended was told with that.
    @inlinable
    mutating func tellGroups(_ turn: Turn) {
        let slots = slots
        untold.tellAll { slots.feed($0)?.wakeConsumer(turn.worker) }
    }

    /// Keeps an element until it can be placed.
    @inlinable
    mutating func hold(_ element: Behavior.Input, _ answer: NestingAnswer, _ turn: Turn) {
        switch answer {
        case .drop: return wiring.ledger.countDropped()
        case .start, .replace:
            if held != nil { wiring.ledger.countDropped() }
            held = .starting(element)
            guard case .replace = answer else { return }
            // Nobody is to hear of the failures of flows that are replaced.
            slots.cancelAll(.finished, &endedSlots, turn.worker)
            turns.forget()
            _ = lookAtEnded(turn)
        case .open: held = .opening(element)
        case .feed(let group): held = .feeding(element, group)
        case .close(let group):
            slots.closeFeed(group, turn.worker)
            held = .waiting(element)
            hasFlowEnded = false
        case .wait:
            held = .waiting(element)
            hasFlowEnded = false
        }
    }

    /// Does with the held element what it is held for, which is possible now.
    @inlinable
    mutating func place(_ turn: Turn) -> Step? {
        guard let held = held.take() else { return nil }
        do {
            switch held {
            case .starting(let element):
                let flow = try behavior.flow(for: element)
                if !pass(flow, turn) { try start(flow, nil, turn) }
            case .opening(let element): try open(element, turn)
            case .waiting(let element): return receive(element, turn)
            case .feeding(let element, let group):
                if slots.isUnread(group) {
                    wiring.ledger.countDropped()
                    return nil
                }
                guard let feed = feed(group), !feed.isCancelled else {
                    behavior.groupLeft(group)
                    slots.closeFeed(group, turn.worker)
                    return receive(element, turn)
                }
                feed.writing().put(element, 0)
                feed.publish(1, turn.worker)
            }
            return nil
        } catch {
            return recover(error, turn)
        }
    }

    @inlinable
    mutating func open(_ element: Behavior.Input, _ turn: Turn) throws {
        let feed = GroupFeed<Behavior.Input>(from: wiring)
        let group = slots.nextFree()
        let flow = try behavior.flow(for: element, group: group, feed.flow, now: now)
        do {
            try start(flow, feed, turn)
        } catch {
            behavior.groupEnded(group)
            throw error
        }
        guard let writer = self.feed(group) else { return wiring.ledger.countDropped() }
        writer.writing().put(element, 0)
        writer.publish(1, turn.worker)
    }

    @inlinable
    mutating func start(_ flow: Flow<Behavior.Output>, _ feed: GroupFeed<Behavior.Input>?, _ turn: Turn) throws {
        let slot = try wiring.start(flow.erased, number: startedCount + 1, feed: feed?.link, in: &slots, turn.worker)
        startedCount += 1
        turns.add(slot)
    }

    /// Lets a flow's elements through at once, if they are there and few, and there is room for them: nobody can tell the
    /// flow from one whose nodes have started, stepped and ended. False if it must start.
    @inlinable
    mutating func pass(_ flow: Flow<Behavior.Output>, _ turn: Turn) -> Bool {
        guard isReadingSlots, let ready = flow.ready else { return false }
        let count = ready.count
        guard count <= output.room() else { return false }
        if count > 0 {
            ready.put(into: output.writing())
            output.publish(count, turn.worker)
        }
        startedCount += 1
        hasFlowEnded = true
        wiring.ledger.countPassed(count)
        return true
    }

    /// Handles the error of a closure, or a flow that cannot run.
    @usableFromInline
    mutating func recover(_ error: any Error, _ turn: Turn) -> Step? {
        guard wiring.policy == .stop else {
            wiring.skip(error)
            return nil
        }
        return fail(wiring.run.failure(error), turn)
    }

    @inlinable
    mutating func endInput(_ ending: Ending, _ turn: Turn) -> Step? {
        switch ending {
        case .finished:
            isInputDone = true
            slots.closeFeeds(.finished, turn.worker)
            return nil
        case .failed(let failure):
            guard case .each = intake else { return fail(failure, turn) }
            // It waits behind what the groups were fed.
            isInputDone = true
            inputFailure = failure
            slots.closeFeeds(.failed(failure), turn.worker)
            return nil
        case .cancelled: return close(.cancelled, .cancelled, turn)
        }
    }
}
