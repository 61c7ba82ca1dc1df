/// The loop of every operator with one input and one output, and of every sink, whose output is its value.
@usableFromInline
struct TransformKernel<Behavior: TransformBehavior>: LinearShape {
    /// The behavior's method to call next.
    @usableFromInline
    enum Asking {
        case starting
        case receiving
        /// `next()` until nil, then receiving again.
        case expanding
        /// `next()` until nil, then the end.
        case flushing
    }

    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let input: MailboxReader<Behavior.Input>
    @usableFromInline package let output: MailboxWriter<Behavior.Output>
    @usableFromInline let origin: BehaviorOrigin<Behavior>
    @usableFromInline var behavior: Behavior
    @usableFromInline var asking = Asking.starting

    @inlinable
    init(_ origin: sending BehaviorOrigin<Behavior>, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.origin = origin
        behavior = origin.make()
        input = wiring.input()
        output = wiring.output()
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        let room = output.room()
        if room <= 0 { return .wait(.room) }
        switch asking {
        case .receiving: return receive(room, turn)
        case .starting: return start(turn)
        case .expanding, .flushing: return expand(min(room, turn.budget), turn)
        }
    }

    @inlinable
    mutating func receive(_ room: Int, _ turn: Turn) -> Step {
        let available = input.available()
        if available == 0 { return receiveEnd(turn) }
        let reader = input.reading()
        let writer = output.writing()
        let limit = min(available, turn.budget)
        // Emitted elements count as work too: one element may become very many.
        let room = min(room, turn.budget)
        var taken = 0
        var written = 0
        var outcome: Emission<Behavior.Output> = .nothing
        while true {
            do {
                outcome = try pump(reader, writer, limit, room, &taken, &written, turn)
                break
            } catch {
                if wiring.policy != .stop {
                    recover(error)
                } else {
                    commit(taken, written, turn)
                    return wiring.fail(error, turn)
                }
            }
        }
        commit(taken, written, turn)
        switch outcome {
        case .finish: return wiring.finish(turn)
        case .several: asking = .expanding
        default: break
        }
        return .again(max(taken, written))
    }

    /// The element loop: stops at the limits, at an answer that ends it, or when the step is interrupted.
    @inlinable @inline(__always)
    mutating func pump(
        _ reader: MailboxSpan<Behavior.Input>, _ writer: MailboxSpan<Behavior.Output>, _ limit: Int, _ room: Int,
        _ taken: inout Int, _ written: inout Int, _ turn: Turn
    ) throws -> Emission<Behavior.Output> {
        // The reader has `limit` elements and the writer room for `room`; each segment ends where the ring does.
        segments: while taken < limit, written < room {
            let (source, target) = (reader.segment(from: taken), writer.segment(from: written))
            let (last, full) = (min(limit &- taken, source.count), min(room &- written, target.count))
            var (read, put) = (0, 0)
            defer {
                taken &+= read
                written &+= put
            }
            turn.worker.setBound(last)
            while read < turn.worker.bound {
                let element = source.take(read)
                read &+= 1
                switch try behavior.receive(element) {
                case .nothing: break
                case .emit(let output):
                    target.put(output, put)
                    put &+= 1
                    if put == full { continue segments }
                case .emitLast(let output):
                    target.put(output, put)
                    put &+= 1
                    return .finish
                case .several:
                    var sent = written &+ put
                    defer { put = sent &- written }
                    if try !behavior.expand(into: writer, room, &sent, turn.worker) { return .several }
                    continue segments
                case .finish: return .finish
                }
            }
            if turn.worker.isInterrupted { return .nothing }
        }
        return .nothing
    }

    @inlinable
    func commit(_ taken: Int, _ written: Int, _ turn: Turn) {
        if written > 0 { output.publish(written, turn.worker) }
        if taken > 0 { input.release(taken, turn.worker) }
    }

    @usableFromInline
    mutating func recover(_ error: any Error) {
        wiring.skip(error)
        if wiring.policy == .restart { behavior = origin.make() }
    }

    /// What the behavior of a sink has come to. One that has given its value has nothing more to give.
    @usableFromInline
    package mutating func finishEarly(_ turn: Turn) -> Step {
        do {
            if case .starting = asking { _ = try behavior.start() }
            if output.mailbox.isEmpty {
                switch try behavior.finish() {
                case .emit(let element), .emitLast(let element):
                    output.writing().put(element, 0)
                    output.publish(1, turn.worker)
                case .nothing, .several, .finish: break
                }
            }
            return wiring.finish(turn)
        } catch {
            return wiring.fail(error, turn)
        }
    }

    @inlinable
    mutating func start(_ turn: Turn) -> Step {
        asking = .receiving
        do {
            return answer(try behavior.start(), turn)
        } catch {
            return wiring.fail(error, turn)
        }
    }

    /// Handles an empty mailbox: waits, or ends as the input has ended. Inlinable although it is not hot: without its types
    /// it asks the runtime for eight of them, which is a fifth of what it takes to build, run and free a node.
    @inlinable
    mutating func receiveEnd(_ turn: Turn) -> Step {
        guard let ending = input.ending else { return .wait(.input) }
        do {
            let last = try end(ending)
            asking = .flushing
            switch last {
            case .several: return .again()
            case .emit(let element), .emitLast(let element):
                output.writing().put(element, 0)
                output.publish(1, turn.worker)
            case .nothing, .finish: break
            }
            return wiring.pass(ending, turn)
        } catch {
            return wiring.fail(error, after: ending, turn)
        }
    }

    /// Tells the behavior how its input has ended; what it emits then goes out before the end.
    @inlinable
    mutating func end(_ ending: Ending) throws -> Emission<Behavior.Output> {
        switch ending {
        case .finished: try behavior.finish()
        case .failed(let failure): try behavior.inputFailed(failure.error)
        case .cancelled: .nothing
        }
    }

    /// Acts on an answer given outside of the element loop, where there is room for one element.
    @inlinable
    mutating func answer(_ emission: Emission<Behavior.Output>, _ turn: Turn) -> Step {
        switch emission {
        case .nothing: return .again()
        case .finish: return wiring.finish(turn)
        case .several:
            asking = .expanding
            return .again()
        case .emit(let element), .emitLast(let element):
            output.writing().put(element, 0)
            output.publish(1, turn.worker)
            if case .emitLast = emission { return wiring.finish(turn) }
            return .again(1)
        }
    }

    /// Sends the elements of `next()`, as far as there is room.
    @inlinable
    mutating func expand(_ limit: Int, _ turn: Turn) -> Step {
        let writer = output.writing()
        var written = 0
        var isDone = false
        do {
            isDone = try behavior.expand(into: writer, limit, &written, turn.worker)
        } catch {
            output.publish(written, turn.worker)
            guard wiring.policy != .stop, case .expanding = asking else {
                return wiring.fail(error, after: flushedEnding, turn)
            }
            recover(error)
            asking = .receiving
            return .again(written)
        }
        if written > 0 { output.publish(written, turn.worker) }
        if isDone {
            if let flushedEnding { return wiring.pass(flushedEnding, turn) }
            asking = .receiving
        }
        return .again(written)
    }

    /// How the input has ended, if the last elements are on their way.
    @inlinable
    var flushedEnding: Ending? {
        if case .flushing = asking { input.ending } else { nil }
    }
}
