/// The loop of an operator that waits for one element of each of many inputs of one type.
struct ZipListKernel<Element: Sendable>: JoinShape {
    let wiring: NodeWiring
    private let inputs: [MailboxReader<Element>]
    let output: MailboxWriter<[Element]>

    init(_ wiring: NodeWiring) {
        self.wiring = wiring
        inputs = wiring.inputs.indices.map { wiring.input($0) }
        output = wiring.output()
    }

    mutating func step(_ turn: Turn) -> Step {
        var count = min(output.room(), turn.budget)
        if count <= 0 { return .wait(.room) }
        for input in inputs { count = min(count, input.available()) }
        if count == 0 { return endAsZip(turn) ?? .wait(.input) }
        let writer = output.writing()
        let readers = inputs.map { $0.reading() }
        for offset in 0..<count { writer.put(readers.map { $0.take(offset) }, offset) }
        output.publish(count, turn.worker)
        for input in inputs { input.release(count, turn.worker) }
        return .again(count)
    }
}
