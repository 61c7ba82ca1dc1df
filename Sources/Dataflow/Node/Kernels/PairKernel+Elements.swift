/// How elements go through a pair.
extension PairKernel {
    @inlinable
    mutating func take(_ due: Int, from side: PairSides, _ room: Int, _ turn: Turn) -> (taken: Int, step: Step?) {
        let room = Behavior.unhurried.contains(side) ? nil : room
        if side == .left { return move(due, from: left, side, room, turn) { try $0.receive(left: $1) } }
        return move(due, from: right, side, room, turn) { try $0.receive(right: $1) }
    }

    /// Passes elements of one input to the behavior: `due` at most, and no more than there is room for.
    ///
    /// - Parameter room: nil for an unhurried input, for which the behavior emits nothing at once.
    @inlinable @inline(__always)
    mutating func move<Element>(
        _ due: Int, from input: MailboxReader<Element>, _ side: PairSides, _ room: Int?, _ turn: Turn,
        _ receive: (inout Behavior, Element) throws -> Emission<Behavior.Output>
    ) -> (taken: Int, step: Step?) {
        let choice = behavior.choice
        let preferred = choice.preferred == side.other ? wiring.inputs[side.other.port] : nil
        let count = min(due, input.available(), room ?? .max)
        let reader = input.reading()
        let writer = output.writing()
        var (taken, written, isLast) = (0, 0, false)
        do {
            repeat {
                let element = reader.take(taken)
                taken &+= 1
                switch try receive(&behavior, element) {
                case .nothing: break
                case .emit(let element): try put(element, &written, writer, room)
                case .emitLast(let element):
                    try put(element, &written, writer, room)
                    isLast = true
                case .finish: isLast = true
                case .several: isExpanding = true
                }
                if isLast || isExpanding && room != nil || behavior.choice != choice { break }
                if let preferred, !preferred.isEmpty { break }
                if !Behavior.isPrompt, turn.worker.isInterrupted { break }
            } while taken < count
        } catch {
            commit(taken, written, input, turn)
            return (taken, fail(error, turn))
        }
        commit(taken, written, input, turn)
        turns.gave(taken, isOver: preferred.map { !$0.isEmpty } ?? false)
        return (taken, isLast ? wiring.finish(turn) : nil)
    }

    @inlinable @inline(__always)
    func put(
        _ element: Behavior.Output, _ written: inout Int, _ writer: MailboxSpan<Behavior.Output>, _ room: Int?
    ) throws {
        if room == nil { throw EmissionWithoutRoom() }
        writer.put(element, written)
        written &+= 1
    }

    @inlinable
    mutating func commit<Element>(_ taken: Int, _ written: Int, _ input: MailboxReader<Element>, _ turn: Turn) {
        countDropped()
        if written > 0 { output.publish(written, turn.worker) }
        input.release(taken, turn.worker)
    }

    /// Sends what the behavior has yet to emit, as far as there is room; a fresh one gives one element at a time.
    @inlinable
    mutating func expand(_ limit: Int, _ turn: Turn) -> (written: Int, step: Step?) {
        let writer = output.writing()
        var written = 0
        do {
            let isDone = try behavior.expand(into: writer, Behavior.isFresh ? 1 : limit, &written, turn.worker)
            isExpanding = !isDone && !Behavior.isFresh
        } catch {
            output.publish(written, turn.worker)
            return (written, fail(error, turn))
        }
        countDropped()
        if written > 0 { output.publish(written, turn.worker) }
        return (written, nil)
    }
}
