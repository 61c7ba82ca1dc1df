/// The loop of an operator that waits for one element of each input.
///
/// The inputs have different types, so they are a pack; the kernel pairs whole chunks at once.
@usableFromInline
struct ZipKernel<each Input: Sendable>: JoinShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline let inputs: (repeat MailboxReader<each Input>)
    @usableFromInline package let output: MailboxWriter<(repeat each Input)>

    @inlinable
    init(_ wiring: NodeWiring) {
        self.wiring = wiring
        var port = -1
        inputs = (repeat wiring.input(next(&port), of: (each Input).self))
        output = wiring.output()
        func next(_ port: inout Int) -> Int {
            port += 1
            return port
        }
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        var count = min(output.room(), turn.budget)
        if count <= 0 { return .wait(.room) }
        for input in repeat each inputs { count = min(count, input.available()) }
        if count == 0 { return endAsZip(turn) ?? .wait(.input) }
        pair(count)
        output.publish(count, turn.worker)
        for input in repeat each inputs { input.release(count, turn.worker) }
        return .again(count)
    }

    /// Pairs `count` elements of each input; walks slots that lie side by side, as the element loop of a transform does.
    @inlinable @inline(__always)
    func pair(_ count: Int) {
        let writer = output.writing()
        let readers = (repeat (each inputs).reading())
        var paired = 0
        while paired < count {
            let target = writer.segment(from: paired)
            let sources = (repeat (each readers).segment(from: paired))
            var length = min(count &- paired, target.count)
            for source in repeat each sources { length = min(length, source.count) }
            for offset in 0..<length { target.put((repeat (each sources).take(offset)), offset) }
            paired &+= length
        }
    }
}

extension JoinShape {
    /// Ends with the first failure, otherwise with the first input that has completed and holds no element.
    @inlinable
    func endAsZip(_ turn: Turn) -> Step? {
        var failure: NodeFailure?
        var isFinished = false
        for mailbox in wiring.inputs {
            switch mailbox.ending {
            case nil: break
            case .failed(let found)?: failure = failure ?? found
            case .cancelled?: return wiring.stop(.cancelled, turn)
            case .finished?: isFinished = true
            }
        }
        if let failure { return wiring.failTogether(failure, turn) }
        return isFinished ? wiring.finish(turn) : nil
    }
}
