/// The node of an operator whose work awaits: it puts lanes to work, and ends when the last one has left.
@usableFromInline
struct AsyncKernel<Behavior: AsyncBehavior>: LinearShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline let handoff: AsyncHandoff<Behavior>
    @usableFromInline let initial: @Sendable () -> sending Behavior
    @usableFromInline var isClosing = false

    @inlinable
    init(
        _ initial: @escaping @Sendable () -> sending Behavior, concurrency: Int, isOrdered: Bool, _ wiring: NodeWiring
    ) {
        self.wiring = wiring
        self.initial = initial
        handoff = AsyncHandoff(concurrency: concurrency, places: concurrency, isOrdered: isOrdered, wiring)
    }

    /// An operator that works on one element of each key at a time, and holds up to `waiting` that wait for their key.
    @inlinable
    init(
        _ initial: @escaping @Sendable () -> sending Behavior, concurrency: Int, waiting: Int, isOrdered: Bool,
        keys: KeyQueue<Behavior.Input>, _ wiring: NodeWiring
    ) {
        self.wiring = wiring
        self.initial = initial
        handoff = AsyncHandoff(
            concurrency: concurrency, places: concurrency + waiting, isOrdered: isOrdered, keys: keys, wiring)
    }

    @inlinable package var input: ConsumerEnd { wiring.inputs[0] }
    @inlinable package var output: ProducerEnd { wiring.outputs[0] }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        if isClosing { return waitForLanes() }
        switch handoff.advance(turn.worker, startLane: hire) {
        case .waits(let wait): return .wait(wait, count: 1)
        case .ends(let ending): return close { $0.pass(ending, turn) }
        }
    }

    @inlinable
    package mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        if isClosing { return waitForLanes() }
        return close { [handoff] wiring in
            // No other code reports a failure that was found meanwhile.
            handoff.noteVerdict()
            return wiring.stop(cause, turn)
        }
    }

    @usableFromInline
    package mutating func finishEarly(_ turn: Turn) -> Step {
        if isClosing { return waitForLanes() }
        guard handoff.stopEarly(startLane: hire) else { return .wait(.external) }
        if handoff.output.mailbox.isEmpty, let value = handoff.takeEarly() {
            handoff.put(value)
            handoff.wakeConsumer()
        }
        if case .failed(let failure)? = handoff.verdict { return wiring.fail(failure, turn) }
        return wiring.finish(turn)
    }

    /// Tells the neighbours as soon as it is known how this node ends; the lanes leave later.
    @inlinable
    mutating func close(_ tellNeighbours: (NodeWiring) -> Step) -> Step {
        // Close the mailboxes only when no lane can touch them any more.
        isClosing = true
        _ = handoff.stop()
        _ = tellNeighbours(wiring)
        return waitForLanes()
    }

    @inlinable
    func waitForLanes() -> Step { handoff.stop() ? .ended : .wait(.external) }

    @inlinable
    func hire() -> Lane {
        wiring.startLane { [handoff, initial] lane in await handoff.runLane(initial, lane) }
    }
}
