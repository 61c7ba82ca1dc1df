/// The loop of a fan-out that sends every element to every output.
///
/// It moves a chunk only when all outputs that still want elements have room for it: the slowest sets the pace.
@usableFromInline
struct BroadcastKernel<Element: Sendable>: Kernel {
    @usableFromInline let wiring: NodeWiring
    @usableFromInline let input: Mailbox<Element>
    @usableFromInline var outputs: [Mailbox<Element>]

    @inlinable
    init(_ wiring: NodeWiring) {
        self.wiring = wiring
        input = wiring.input()
        outputs = wiring.outputs.indices.map { wiring.output($0) }
    }

    @inlinable
    mutating func step(_ turn: Turn) -> Step {
        if turn.phase == .cancelled { return wiring.stop(.cancelled, turn) }
        if let step = dropCancelled(turn) { return step }
        let available = input.available()
        if available == 0 {
            if let ending = input.ending { return wiring.pass(ending, turn) }
            return input.restForElements(turn.worker) ? rest(turn) : Step(.again)
        }
        var count = min(available, turn.grain)
        for output in outputs {
            let room = output.room()
            if room <= 0 { return output.restForRoom() ? rest(turn) : Step(.again) }
            count = min(count, room)
        }
        copy(count, turn)
        return Step(.again, count: count)
    }

    @inlinable
    func copy(_ count: Int, _ turn: Turn) {
        let reader = input.reading()
        let last = outputs.count - 1
        for index in 0..<last {
            let writer = outputs[index].writing()
            for offset in 0..<count { writer.put(reader.peek(offset), offset) }
        }
        let writer = outputs[last].writing()
        for offset in 0..<count { writer.put(reader.take(offset), offset) }
        for output in outputs { output.publish(count, turn.worker) }
        input.release(count, turn.worker)
    }

    /// Outputs that want no more leave; when the last one has left, so does the node.
    @inlinable
    mutating func dropCancelled(_ turn: Turn) -> Step? {
        for port in outputs.indices.reversed() where outputs[port].isCancelled {
            let left = outputs.remove(at: port)
            if outputs.isEmpty { return wiring.stop(left.cancellationCause, turn) }
        }
        return nil
    }

    @inlinable
    func rest(_ turn: Turn) -> Step {
        input.releaseAll(turn.worker)
        return Step(.idle)
    }
}
