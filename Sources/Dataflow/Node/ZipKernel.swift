/// The loop of an operator that waits for one element of each input.
///
/// The inputs have different types, so they are a pack; whole chunks are paired at once.
@usableFromInline
struct ZipKernel<each Input: Sendable>: Kernel {
    @usableFromInline let wiring: NodeWiring
    @usableFromInline let inputs: (repeat Mailbox<each Input>)
    @usableFromInline let output: Mailbox<(repeat each Input)>

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
    mutating func step(_ turn: Turn) -> Step {
        if turn.phase == .cancelled { return wiring.stop(.cancelled, turn) }
        if output.isCancelled { return wiring.stop(output.cancellationCause, turn) }
        var count = min(output.room(), turn.grain)
        if count <= 0 { return output.restForRoom() ? rest(turn) : Step(.again) }
        for input in repeat each inputs { count = min(count, input.available()) }
        if count == 0 { return wait(turn) }
        let writer = output.writing()
        let readers = (repeat (each inputs).reading())
        for offset in 0..<count { writer.put((repeat (each readers).take(offset)), offset) }
        output.publish(count, turn.worker)
        for input in repeat each inputs { input.release(count, turn.worker) }
        return Step(.again, count: count)
    }

    /// One input at least has nothing: end if it never will, else wait for all that have nothing.
    @inlinable
    func wait(_ turn: Turn) -> Step {
        if let step = end(turn) { return step }
        // What was empty a moment ago may have got its element since: then nobody was told, and there is no waiting.
        var isWaiting = false
        for mailbox in wiring.inputs where mailbox.available() == 0 {
            guard mailbox.restForElements(turn.worker) else { return Step(.again) }
            isWaiting = true
        }
        return isWaiting ? rest(turn) : Step(.again)
    }

    /// The first failure ends it, else the first input that has completed with nothing waiting.
    @inlinable
    func end(_ turn: Turn) -> Step? {
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

    @inlinable
    func rest(_ turn: Turn) -> Step {
        for mailbox in wiring.inputs { mailbox.releaseAll(turn.worker) }
        return Step(.idle)
    }
}
