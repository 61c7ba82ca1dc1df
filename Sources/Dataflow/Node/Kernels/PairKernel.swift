/// The loop of every operator with two inputs whose types may differ.
@usableFromInline
struct PairKernel<Behavior: PairBehavior>: PairShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline let left: MailboxReader<Behavior.Left>
    @usableFromInline let right: MailboxReader<Behavior.Right>
    @usableFromInline package let output: MailboxWriter<Behavior.Output>
    @usableFromInline var behavior: Behavior
    @usableFromInline let quota: Int
    @usableFromInline var turns = PairTurns()
    /// The inputs that have not ended and are still wanted.
    @usableFromInline var open = PairSides.both
    /// Whether the behavior has more to emit; meanwhile only unhurried inputs give elements.
    @usableFromInline var isExpanding = false
    /// The failure that follows what the behavior has yet to emit.
    @usableFromInline var failure: NodeFailure?
    /// How many of the elements that the behavior has dropped are counted.
    @usableFromInline var droppedCount = 0

    @inlinable
    init(_ behavior: sending Behavior, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.behavior = behavior
        left = wiring.input(0)
        right = wiring.input(1)
        output = wiring.output()
        quota = InputQuota(capacity: output.capacity).turn(others: 1)
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        var handled = 0
        while handled < turn.budget {
            let room = Behavior.isFresh && !output.isConsumerWaiting ? 0 : output.room()
            if isExpanding, room > 0 {
                let (written, step) = expand(min(room, turn.budget &- handled), turn)
                if let step { return step }
                handled &+= max(1, written)
                continue
            }
            if let step = settle(turn) { return step }
            if let side = endedSide(room) {
                if let step = end(side, room, turn) { return step }
                continue
            }
            let sides = giving(room)
            guard let (side, due) = turns.next(counts(sides), preferring: behavior.choice.preferred, quota: quota)
            else { return handled == 0 ? .wait(wait(sides, room)) : .again(handled) }
            let (taken, step) = take(min(due, turn.budget &- handled), from: side, room, turn)
            if let step { return step }
            handled &+= taken
            if !Behavior.isPrompt, turn.worker.isInterrupted { break }
        }
        return .again(handled)
    }

    @usableFromInline
    package mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        wiring.ledger.countDiscarded(behavior.heldCount)
        return wiring.stop(cause, turn)
    }

    // MARK: - What may be done now

    /// The inputs whose elements or end may be told now.
    @inlinable
    func audible(_ room: Int) -> PairSides {
        room > 0 && !isExpanding ? open : open.intersection(Behavior.unhurried)
    }

    /// The inputs that may give an element now.
    @inlinable
    func giving(_ room: Int) -> PairSides { audible(room).intersection(behavior.choice.sides) }

    @inlinable
    func counts(_ sides: PairSides) -> (left: Int, right: Int) {
        // The preferred input is looked at last: it then shows all that came before what the other has.
        if behavior.choice.preferred == .left {
            let right = sides.contains(.right) ? self.right.count : 0
            return (sides.contains(.left) ? left.count : 0, right)
        }
        let left = sides.contains(.left) ? self.left.count : 0
        return (left, sides.contains(.right) ? right.count : 0)
    }

    /// Waits for an element of these inputs, and for room if anything else could go on then.
    @inlinable
    func wait(_ sides: PairSides, _ room: Int) -> Wait {
        var wait: Wait = sides.isEmpty ? [] : sides == .both ? .input : .input(sides.port)
        if isExpanding || room <= 0 && open.intersection(behavior.choice.sides) != sides {
            wait.insert(Behavior.isFresh ? .demand : .room)
        }
        return wait
    }

    // MARK: - Ends

    /// Cancels inputs that nobody wants any more, and ends when no input is left and nothing is left to emit.
    @inlinable
    mutating func settle(_ turn: Turn) -> Step? {
        let choice = behavior.choice
        if !choice.wanted.isSuperset(of: open) { cancel(open.subtracting(choice.wanted), turn) }
        if open.isEmpty {
            if isExpanding { return nil }
            return failure.map { wiring.failTogether($0, turn) } ?? wiring.finish(turn)
        }
        if choice.sides.isDisjoint(with: open) {
            return wiring.fail(InvalidInputChoice(input: choice.sides.port, count: 2), turn)
        }
        return nil
    }

    @usableFromInline
    mutating func cancel(_ sides: PairSides, _ turn: Turn) {
        open.subtract(sides)
        for port in 0..<2 where sides.contains(.at(port)) { wiring.inputs[port].cancel(.finished, turn.worker) }
    }

    /// An input that has ended and has no element left, although it may not be its turn.
    @inlinable
    func endedSide(_ room: Int) -> PairSides? {
        let sides = audible(room)
        if sides.contains(.left), left.hasEnding, left.isEmpty { return .left }
        return sides.contains(.right) && right.hasEnding && right.isEmpty ? .right : nil
    }

    @usableFromInline
    mutating func end(_ side: PairSides, _ room: Int, _ turn: Turn) -> Step? {
        open.remove(side)
        do {
            switch wiring.inputs[side.port].endingAhead {
            case .finished?:
                return try answer(side == .left ? behavior.leftFinished() : behavior.rightFinished(), side, room, turn)
            case .failed(let failure)?:
                self.failure = failure
                open = []
                return try answer(behavior.inputFailed(failure.error), side, room, turn)
            case .cancelled?, nil: return wiring.stop(.cancelled, turn)
            }
        } catch {
            return fail(error, turn)
        }
    }

    /// Fails with an error of the behavior. What follows a failure of an input never hides it: the error goes with it.
    @usableFromInline
    func fail(_ error: any Error, _ turn: Turn) -> Step {
        guard var failure else { return wiring.fail(error, turn) }
        failure.others.append(wiring.run.failure(error))
        return wiring.failTogether(failure, turn)
    }

    /// Acts on an answer to an end. A failure still follows, whatever the answer.
    @usableFromInline
    mutating func answer(
        _ emission: Emission<Behavior.Output>, _ side: PairSides, _ room: Int, _ turn: Turn
    ) throws -> Step? {
        countDropped()
        switch emission {
        case .nothing: return nil
        case .several:
            isExpanding = true
            return nil
        case .finish: return failure == nil ? wiring.finish(turn) : nil
        case .emit(let element), .emitLast(let element):
            if Behavior.unhurried.contains(side) { throw EmissionWithoutRoom() }
            output.writing().put(element, 0)
            output.publish(1, turn.worker)
            if case .emitLast = emission, failure == nil { return wiring.finish(turn) }
            return nil
        }
    }

    @inlinable
    mutating func countDropped() {
        wiring.countDropped(behavior.droppedCount, &droppedCount)
    }
}
