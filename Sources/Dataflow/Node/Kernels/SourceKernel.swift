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
        var written = 0
        do {
            while written < limit, let element = try behavior.next() {
                span.put(element, written)
                written &+= 1
            }
        } catch {
            output.publish(written, turn.worker)
            return wiring.fail(error, turn)
        }
        output.publish(written, turn.worker)
        return written < limit ? wiring.finish(turn) : .again(written)
    }

    @inlinable
    package mutating func close() { behavior.close() }
}
