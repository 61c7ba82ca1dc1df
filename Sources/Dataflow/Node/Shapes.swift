// How nodes of each shape announce a wait, look once more, and release what is free: see ``NodeShell``.

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
        // Announce the wait for an element first, then look whether the loop is dry: a buffer in a loop emits only on
        // demand.
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
        // An input that was empty a moment ago may have got its element before the announcement, and nobody notified
        // this node: then it must not wait.
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
            } else if !turns.isEmpty {
                return false
            }
        }
        turns.payBack(wiring.inputs, turn.worker)
        return true
    }
}

extension PairShape {
    @inlinable
    package mutating func rest(_ wait: Wait, _ turn: Turn) -> Bool {
        guard output.restProducer(wait) else { return false }
        for port in wiring.inputs.indices {
            let input = wiring.inputs[port]
            if wait.contains(.input), (wait.inputPort ?? port) == port {
                guard input.restForElements(turn.worker) else { return false }
            }
            input.releaseAll(turn.worker)
        }
        return true
    }
}

extension NestShape {
    @inlinable
    package mutating func listen(_ turn: Turn) {
        if turns.silent.isEmpty { return }
        let slots = slots
        turns.listen(turn.worker) { slots.end($0) }
    }

    @inlinable
    package mutating func rest(_ wait: Wait, _ turn: Turn) -> Bool {
        listen(turn)
        guard output.restProducer(wait) else { return false }
        if wait.contains(.input), !input.restForElements(turn.worker) { return false }
        if let feed = awaitedFeed, !feed.restForRoom() { return false }
        // What has elements waits for room, or until the node reads it.
        if isReadingSlots, !wait.contains(.room), !turns.isEmpty { return false }
        let slots = slots
        turns.payBack(turn.worker) { slots.end($0) }
        if !wait.contains(.input) { input.releaseAll(turn.worker) }
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
            // One output without room is enough: when it gets room, the kernel looks at all of them again.
            return outputs.first { !$0.isCancelled && $0.isFull }?.restForRoom() ?? false
        }
        // Announce at every open output, even after one turned out to have room.
        return outputs.lazy.filter { !$0.isCancelled }.reduce(true) { $1.restProducer(wait) && $0 }
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
