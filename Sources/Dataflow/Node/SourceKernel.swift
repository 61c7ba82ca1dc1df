/// The loop of a source whose elements are there when asked for.
@usableFromInline
struct SourceKernel<Behavior: SourceBehavior>: Kernel {
    @usableFromInline let wiring: NodeWiring
    @usableFromInline let output: Mailbox<Behavior.Output>
    @usableFromInline var behavior: Behavior

    @inlinable
    init(_ behavior: sending Behavior, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.behavior = behavior
        output = wiring.output()
    }

    @inlinable
    mutating func step(_ turn: Turn) -> Step {
        if turn.phase == .cancelled { return close(wiring.stop(.cancelled, turn)) }
        if output.isCancelled { return close(wiring.stop(output.cancellationCause, turn)) }
        if turn.phase == .draining { return close(wiring.finish(turn)) }
        let room = output.room()
        if room <= 0 { return Step(output.restForRoom() ? .idle : .again) }
        return fill(min(room, turn.grain), turn)
    }

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
            return close(wiring.fail(error, turn))
        }
        output.publish(written, turn.worker)
        return written < limit ? close(wiring.finish(turn)) : Step(.again, count: written)
    }

    @inlinable
    mutating func close(_ step: Step) -> Step {
        behavior.close()
        return step
    }
}
