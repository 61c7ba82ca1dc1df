/// The loop of a source that has its elements when asked for them.
@usableFromInline
struct SourceKernel<Behavior: SourceBehavior>: SourceShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let output: MailboxWriter<Behavior.Output>
    @usableFromInline var behavior: Behavior

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

    @inlinable
    mutating func fill(_ limit: Int, _ turn: Turn) -> Step {
        let span = output.writing()
        let start = output.position
        var written = 0
        do {
            while written < limit {
                guard let element = try behavior.next() else {
                    output.publishAll(start &+ written, turn.worker)
                    return wiring.finish(turn)
                }
                span.put(element, written)
                written &+= 1
                if Behavior.isPrompt { continue }
                // The next one may take long: then the monitor wakes the consumer for those that are there.
                output.showEarly(start &+ written)
                if turn.worker.isInterrupted { break }
            }
        } catch {
            output.publishAll(start &+ written, turn.worker)
            return wiring.fail(error, turn)
        }
        output.publishAll(start &+ written, turn.worker)
        return .again(written)
    }

    @inlinable
    package mutating func close() { behavior.close() }
}
