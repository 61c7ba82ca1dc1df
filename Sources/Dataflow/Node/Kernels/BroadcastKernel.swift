/// The loop of a fan-out that sends every element to every output.
///
/// It moves a chunk only when all outputs that still want elements have room for it: the slowest output sets the speed.
@usableFromInline
struct BroadcastKernel<Element: Sendable>: SplitShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let input: MailboxReader<Element>
    @usableFromInline var outputs: [MailboxWriter<Element>]

    @inlinable
    init(_ wiring: NodeWiring) {
        self.wiring = wiring
        input = wiring.input()
        outputs = wiring.outputs.indices.map { wiring.output($0) }
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        leaveOutCancelled()
        // The last output has cancelled since the shell looked: the shell looks again.
        if outputs.isEmpty { return .again() }
        let available = input.available()
        if available == 0 {
            if let ending = input.ending { return wiring.pass(ending, turn) }
            return .wait(.input)
        }
        var count = min(available, turn.budget)
        for output in outputs { count = min(count, output.room()) }
        guard count > 0 else { return .wait(.roomInAll) }
        copy(count, turn)
        return .again(count)
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

    /// Removes outputs that want no more; when the last one has left, the node ends.
    @inlinable
    mutating func leaveOutCancelled() {
        for port in outputs.indices.reversed() where outputs[port].isCancelled { outputs.remove(at: port) }
    }
}
