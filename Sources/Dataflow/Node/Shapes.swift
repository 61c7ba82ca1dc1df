// How nodes of each shape announce what they wait for, look once more, and give back what is free: see ``NodeShell``.

extension SourceShape {
    @inlinable package var isUnwanted: Bool { output.isUnwanted }
    @inlinable package var unwantedCause: CancellationCause? { output.cancellationCause }

    @inlinable
    package mutating func rest(_ wait: Wait, _ turn: Turn) -> Bool { output.restProducer(wait) }
}

extension LinearShape {
    @inlinable package var isUnwanted: Bool { output.isUnwanted }
    @inlinable package var unwantedCause: CancellationCause? { output.cancellationCause }

    @inlinable
    package mutating func rest(_ wait: Wait, _ turn: Turn) -> Bool {
        guard output.restProducer(wait) else { return false }
        guard wait.contains(.input) else {
            input.releaseAll(turn.worker)
            return true
        }
        guard input.restForElements(turn.worker) else { return false }
        // First an element is asked for, then whether there is none: a buffer in a loop hands on only what is asked for.
        return !wait.contains(.dryLoop) || wiring.cell.region?.hasRunDry != true
    }
}

extension JoinShape {
    @inlinable package var isUnwanted: Bool { output.isUnwanted }
    @inlinable package var unwantedCause: CancellationCause? { output.cancellationCause }

    @inlinable
    package mutating func rest(_ wait: Wait, _ turn: Turn) -> Bool {
        guard output.restProducer(wait) else { return false }
        var isListening = !wait.contains(.input)
        for input in wiring.inputs {
            if wait.contains(.input), input.isEmpty {
                guard input.restForElements(turn.worker) else { return false }
                isListening = true
            }
            input.releaseAll(turn.worker)
        }
        // What was empty a moment ago may have got its element since: then nobody was told, and there is no waiting.
        return isListening
    }
}

extension TurnsShape {
    @inlinable
    package mutating func listen(_ turn: Turn) { turns.listen(wiring.inputs, turn.worker) }

    @inlinable
    package mutating func rest(_ wait: Wait, _ turn: Turn) -> Bool {
        listen(turn)
        guard output.restProducer(wait) else { return false }
        if wait.contains(.input) {
            if let port = wait.inputPort {
                guard wiring.inputs[port].restForElements(turn.worker) else { return false }
            } else if !turns.order.isEmpty {
                return false
            }
        }
        turns.payBack(wiring.inputs, turn.worker)
        return true
    }
}

extension SplitShape {
    /// Whether every output was cancelled.
    @inlinable
    package var isUnwanted: Bool {
        for output in wiring.outputs where !output.isCancelled { return false }
        return !wiring.outputs.isEmpty
    }

    @inlinable package var unwantedCause: CancellationCause? { wiring.outputs[0].cancellationCause }

    @inlinable
    package mutating func rest(_ wait: Wait, _ turn: Turn) -> Bool {
        if wait.contains(.input) { return input.restForElements(turn.worker) }
        guard wiring.restForRoom(wait) else { return false }
        input.releaseAll(turn.worker)
        return true
    }
}

extension NodeWiring {
    /// The outputs' part of a split's rest.
    @usableFromInline
    func restForRoom(_ wait: Wait) -> Bool {
        if let port = wait.outputPort { return outputs[port].restForRoom() }
        if wait.contains(.roomInAll) {
            // It is enough to wait for one that has none: then all are looked at again.
            return outputs.first { !$0.isCancelled && $0.isFull }?.restForRoom() ?? false
        }
        // Each one that is open is asked to tell, even after one turned out to have room.
        return outputs.lazy.filter { !$0.isCancelled }.reduce(true) { $1.restForRoom() && $0 }
    }
}

extension ProducerSide {
    /// The producer's part of a rest.
    @inlinable
    package func restProducer(_ wait: Wait) -> Bool {
        if wait.contains(.room), !restForRoom() { return false }
        return !wait.contains(.demand) || restForDemand()
    }
}
