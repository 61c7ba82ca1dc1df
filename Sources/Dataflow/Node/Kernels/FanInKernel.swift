/// The loop of every operator with many inputs of one type.
///
/// It looks only at inputs that have news, so an input that never sends costs nothing. Ready inputs take turns.
@usableFromInline
struct FanInKernel<Behavior: FanInBehavior>: TurnsShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline let inputs: [MailboxReader<Behavior.Input>]
    @usableFromInline package let output: MailboxWriter<Behavior.Output>
    @usableFromInline var behavior: Behavior
    @usableFromInline package var turns: InputTurns
    @usableFromInline var isOpen: [Bool]
    @usableFromInline var openCount: Int
    @usableFromInline let quota: InputQuota
    /// Whether the inputs take turns; false while the behavior wants one particular input.
    @usableFromInline var isRotating = false
    @usableFromInline var isStarted = false
    /// Whether the behavior has more to emit for its last element; the node takes no other element meanwhile.
    @usableFromInline var isExpanding = false

    @inlinable
    init(_ behavior: sending Behavior, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.behavior = behavior
        inputs = wiring.inputs.indices.map { wiring.input($0) }
        output = wiring.output()
        quota = InputQuota(capacity: output.capacity)
        turns = InputTurns(inputs: inputs.count)
        isOpen = Array(repeating: true, count: inputs.count)
        openCount = inputs.count
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        if !isStarted {
            isStarted = true
            behavior.start(inputs: inputs.count)
        }
        if openCount == 0, !isExpanding { return wiring.finish(turn) }
        let room = output.room()
        if room <= 0 { return .wait(.room) }
        if isExpanding { return expand(min(room, turn.budget), turn) }
        turns.takeNews(wiring.readyInputs)
        switch behavior.choice {
        case .any:
            if !isRotating { lookAtAll() }
            return takeTurns(room, turn)
        case .only(let input):
            return choose(input, room, turn)
        case .forGood(let input):
            if openCount > 1 { cancelOthers(than: input, turn) }
            return choose(input, room, turn)
        }
    }

    /// Takes from the one input that the behavior chose.
    @inlinable
    mutating func choose(_ input: Int, _ room: Int, _ turn: Turn) -> Step {
        guard inputs.indices.contains(input), isOpen[input] else {
            return wiring.fail(InvalidInputChoice(input: input, count: inputs.count), turn)
        }
        isRotating = false
        return take(from: input, room, turn)
    }

    @usableFromInline
    mutating func cancelOthers(than input: Int, _ turn: Turn) {
        for other in inputs.indices where other != input && isOpen[other] {
            inputs[other].cancel(.finished, turn.worker)
            isOpen[other] = false
            openCount -= 1
        }
    }

    @usableFromInline
    mutating func lookAtAll() {
        isRotating = true
        turns.restart(inputs.indices.lazy.filter { [isOpen] in isOpen[$0] })
    }

    /// Lets every ready input give a few elements, in turn.
    @inlinable
    mutating func takeTurns(_ room: Int, _ turn: Turn) -> Step {
        var handled = 0
        var left = room
        while left > 0, handled < turn.budget {
            guard let input = turns.next() else { return handled == 0 ? .wait(.input) : .again(handled) }
            guard isOpen[input] else { continue }
            let mailbox = inputs[input]
            let available = mailbox.available()
            if available == 0 {
                if let step = lookAtEnd(of: input, turn) { return step }
                // The behavior may have emitted when an input ended.
                left = min(left, output.room())
            } else {
                let limit = turns.limit(available, quota, room: left, budget: turn.budget &- handled)
                let (written, step) = move(limit, from: input, turn)
                if let step { return step }
                handled &+= limit
                left &-= written
                turns.append(input)
            }
            if isExpanding || !Behavior.isPrompt && turn.worker.isInterrupted { break }
            guard case .any = behavior.choice else { break }
        }
        return .again(handled)
    }

    /// Passes `count` elements of one input to the behavior.
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
                if behavior.choice != choice || !Behavior.isPrompt && turn.worker.isInterrupted { break }
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
        turns.gave(input, inputs[input])
    }

    @inlinable
    mutating func take(from input: Int, _ room: Int, _ turn: Turn) -> Step {
        turns.forget()
        wiring.open(input: input, turn.worker)
        let available = inputs[input].available()
        if available == 0 {
            if let step = lookAtEnd(of: input, turn) { return step }
            return isOpen[input] ? .wait(.input(input)) : .again()
        }
        let limit = min(available, room, turn.budget)
        let (_, step) = move(limit, from: input, turn)
        return step ?? .again(limit)
    }

    /// Handles an empty input: waits for it, notes its end, or ends with its failure.
    @inlinable
    mutating func lookAtEnd(of input: Int, _ turn: Turn) -> Step? {
        guard let ending = inputs[input].ending else {
            if isRotating { turns.foundEmpty(input) }
            return nil
        }
        guard isOpen[input] else { return nil }
        switch ending {
        case .cancelled: return wiring.stop(.cancelled, turn)
        case .failed(let failure): return wiring.failTogether(failure, turn)
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

    /// Sends what the behavior has yet to emit, as far as there is room.
    @inlinable
    mutating func expand(_ limit: Int, _ turn: Turn) -> Step {
        let writer = output.writing()
        var written = 0
        do {
            isExpanding = try !behavior.expand(into: writer, limit, &written, turn.worker)
        } catch {
            output.publish(written, turn.worker)
            return wiring.fail(error, turn)
        }
        if written > 0 { output.publish(written, turn.worker) }
        return .again(written)
    }

    @inlinable
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
}
