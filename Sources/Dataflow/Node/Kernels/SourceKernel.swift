/// The loop of a source that has its elements when asked for them.
@usableFromInline
struct SourceKernel<Behavior: SourceBehavior>: SourceShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let output: MailboxWriter<Behavior.Output>
    @usableFromInline var behavior: Behavior
    @usableFromInline let isPrompt = Behavior.isPrompt

    @inlinable
    init(_ behavior: sending Behavior, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.behavior = behavior
        output = wiring.output()
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        let room = output.room()
        return room > 0 ? fill(min(room, turn.budget), turn) : .wait(.room)
    }

    @inlinable
    package mutating func drain(_ turn: Turn) -> Step? { wiring.finish(turn) }

    @inlinable @inline(__always)
    mutating func fill(_ limit: Int, _ turn: Turn) -> Step {
        let start = output.position
        var written = 0
        do {
            let hasMore = try isPrompt ? give(limit, &written) : show(limit, &written, start, turn)
            output.publish(upTo: start &+ written, turn.worker)
            return hasMore ? .again(written) : wiring.finish(turn)
        } catch {
            output.publish(upTo: start &+ written, turn.worker)
            return wiring.fail(error, turn)
        }
    }

    /// Takes up to `limit` elements; false after the last one.
    @inlinable @inline(__always)
    mutating func give(_ limit: Int, _ written: inout Int) throws -> Bool {
        let span = output.writing()
        while written < limit {
            guard let element = try behavior.next() else { return false }
            span.put(element, written)
            written &+= 1
        }
        return true
    }

    /// The same with a look after each element, as the next one may take long: the monitor then wakes the consumer for
    /// those that are there.
    @inlinable @inline(__always)
    mutating func show(_ limit: Int, _ written: inout Int, _ start: Int, _ turn: Turn) throws -> Bool {
        let span = output.writing()
        while written < limit {
            guard let element = try behavior.next() else { return false }
            span.put(element, written)
            written &+= 1
            output.showEarly(upTo: start &+ written)
            if turn.worker.isInterrupted { break }
        }
        return true
    }

    @inlinable
    package mutating func close() { behavior.close() }
}
