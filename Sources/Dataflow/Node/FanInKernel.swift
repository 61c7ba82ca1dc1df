/// The loop of every operator with many inputs of one type.
///
/// It looks only at inputs that have news, so an input that never sends costs nothing. Ready inputs take turns.
@usableFromInline
struct FanInKernel<Behavior: FanInBehavior>: Kernel {
    @usableFromInline let wiring: NodeWiring
    @usableFromInline let inputs: [Mailbox<Behavior.Input>]
    @usableFromInline let output: Mailbox<Behavior.Output>
    @usableFromInline var behavior: Behavior
    /// Inputs that may have something, in the order in which they take turns.
    @usableFromInline var order: Fifo<Int>
    @usableFromInline var isOpen: [Bool]
    @usableFromInline var openCount: Int
    /// Inputs that gave elements while their producers wait for more room than was given back so far.
    @usableFromInline var owing: [Int] = []
    @usableFromInline var isOwing: [Bool]
    @usableFromInline let share: InputShare
    /// Whether `order` is kept up; not while the behavior wants one particular input.
    @usableFromInline var isRotating = false
    @usableFromInline var isStarted = false
    /// Whether the behavior has more to give for what it got last; nothing else is taken meanwhile.
    @usableFromInline var isExpanding = false

    @inlinable
    init(_ behavior: sending Behavior, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.behavior = behavior
        inputs = wiring.inputs.indices.map { wiring.input($0) }
        output = wiring.output()
        share = InputShare(capacity: output.capacity)
        order = Fifo(minimumCapacity: inputs.count + 1)
        isOpen = Array(repeating: true, count: inputs.count)
        isOwing = Array(repeating: false, count: inputs.count)
        openCount = inputs.count
    }

    @inlinable
    mutating func step(_ turn: Turn) -> Step {
        if turn.phase == .cancelled { return wiring.stop(.cancelled, turn) }
        if output.isCancelled { return wiring.stop(output.cancellationCause, turn) }
        if !isStarted {
            isStarted = true
            behavior.start(inputs: inputs.count)
        }
        if openCount == 0, !isExpanding { return wiring.finish(turn) }
        let room = output.room()
        if room <= 0 { return output.restForRoom() ? rest(turn) : Step(.again) }
        if isExpanding { return expand(min(room, turn.grain), turn) }
        if let ready = wiring.readyInputs {
            ready.take(into: &order)
        } else if isRotating, order.isEmpty {
            order.append(0)
        }
        switch behavior.choice {
        case .any:
            if !isRotating { lookAtAll() }
            return takeTurns(room, turn)
        case .only(let input):
            guard inputs.indices.contains(input), isOpen[input] else {
                return wiring.fail(InvalidInputChoice(input: input, count: inputs.count), turn)
            }
            isRotating = false
            return take(from: input, room, turn)
        }
    }

    @usableFromInline
    mutating func lookAtAll() {
        isRotating = true
        order.removeAll()
        for input in inputs.indices where isOpen[input] { order.append(input) }
    }

    /// Nothing can be done now: producers that wait get what is free, however little.
    @inlinable
    mutating func rest(_ turn: Turn) -> Step {
        for input in owing {
            isOwing[input] = false
            inputs[input].releaseAll(turn.worker)
        }
        owing.removeAll(keepingCapacity: true)
        return Step(.idle)
    }

    /// Every ready input gives a few elements, one after the other.
    @inlinable
    mutating func takeTurns(_ room: Int, _ turn: Turn) -> Step {
        var handled = 0
        var left = room
        while left > 0, handled < turn.grain {
            guard let input = order.popFirst() else { return handled == 0 ? rest(turn) : Step(.again, count: handled) }
            guard isOpen[input] else { continue }
            let mailbox = inputs[input]
            let available = mailbox.available()
            if available == 0 {
                if let step = lookAtEnd(of: input, turn) { return step }
                // The behavior may have had last words about an input that ended.
                left = min(left, output.room())
            } else {
                let limit = share.limit(available, room: left, others: order.count, grain: turn.grain &- handled)
                let (written, step) = move(limit, from: input, turn)
                if let step { return step }
                handled &+= limit
                left &-= written
                order.append(input)
            }
            if isExpanding { break }
            guard case .any = behavior.choice else { break }
        }
        return Step(.again, count: handled)
    }

    /// Hands `count` elements of one input to the behavior.
    @inlinable
    mutating func move(_ count: Int, from input: Int, _ turn: Turn) -> (written: Int, step: Step?) {
        let mailbox = inputs[input]
        let reader = mailbox.reading()
        let writer = output.writing()
        var taken = 0
        var written = 0
        var isLast = false
        do {
            let choice = behavior.choice
            pump: while taken < count, !isLast {
                let element = reader.take(taken)
                taken &+= 1
                switch try behavior.receive(element, from: input) {
                case .nothing: break
                case .emit(let output):
                    writer.put(output, written)
                    written &+= 1
                case .emitLast(let output):
                    writer.put(output, written)
                    written &+= 1
                    isLast = true
                case .finish: isLast = true
                case .several:
                    isExpanding = true
                    break pump
                }
                if behavior.choice != choice { break }
            }
        } catch {
            commit(taken, written, input, turn)
            return (written, wiring.fail(error, turn))
        }
        commit(taken, written, input, turn)
        return (written, isLast ? wiring.finish(turn) : nil)
    }

    @inlinable
    mutating func commit(_ taken: Int, _ written: Int, _ input: Int, _ turn: Turn) {
        if written > 0 { output.publish(written, turn.worker) }
        inputs[input].release(taken, turn.worker)
        if !isOwing[input], inputs[input].isProducerWaiting {
            isOwing[input] = true
            owing.append(input)
        }
    }

    /// One particular input is due.
    @inlinable
    mutating func take(from input: Int, _ room: Int, _ turn: Turn) -> Step {
        order.removeAll()
        wiring.open(input: input, turn.worker)
        let available = inputs[input].available()
        if available == 0 {
            if let step = lookAtEnd(of: input, turn) { return step }
            return inputs[input].isConsumerWaiting ? rest(turn) : Step(.again)
        }
        let limit = min(available, room, turn.grain)
        let (_, step) = move(limit, from: input, turn)
        return step ?? Step(.again, count: limit)
    }

    /// An empty input: wait for it, note its end, or end with its failure.
    @usableFromInline
    mutating func lookAtEnd(of input: Int, _ turn: Turn) -> Step? {
        let mailbox = inputs[input]
        guard let ending = mailbox.ending else {
            if !mailbox.restForElements(turn.worker), isRotating { order.append(input) }
            return nil
        }
        guard isOpen[input] else { return nil }
        switch ending {
        case .cancelled: return wiring.stop(.cancelled, turn)
        case .failed(let failure): return fail(failure, turn)
        case .finished: break
        }
        isOpen[input] = false
        openCount -= 1
        do {
            return answer(try behavior.inputFinished(input), turn)
        } catch {
            return wiring.fail(error, turn)
        }
    }

    /// Sends what the behavior still has to give, as far as there is room.
    @usableFromInline
    mutating func expand(_ limit: Int, _ turn: Turn) -> Step {
        let writer = output.writing()
        var written = 0
        do {
            isExpanding = try !behavior.expand(into: writer, limit, &written)
        } catch {
            output.publish(written, turn.worker)
            return wiring.fail(error, turn)
        }
        if written > 0 { output.publish(written, turn.worker) }
        return Step(.again, count: written)
    }

    @usableFromInline
    mutating func answer(_ emission: Emission<Behavior.Output>, _ turn: Turn) -> Step? {
        switch emission {
        case .nothing: return openCount == 0 ? wiring.finish(turn) : nil
        case .several:
            isExpanding = true
            return nil
        case .finish: return wiring.finish(turn)
        case .emit(let element), .emitLast(let element):
            output.writing().put(element, 0)
            output.publish(1, turn.worker)
            if case .emitLast = emission { return wiring.finish(turn) }
            return openCount == 0 ? wiring.finish(turn) : nil
        }
    }

    /// The first failure, with those that other inputs hold already.
    @usableFromInline
    func fail(_ first: NodeFailure, _ turn: Turn) -> Step {
        var failure = first
        for mailbox in inputs {
            guard case .failed(let other)? = mailbox.endingAhead, other.node != first.node else { continue }
            failure.others.append(other)
        }
        return wiring.fail(failure, turn)
    }
}
