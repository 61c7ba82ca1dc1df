/// Which inputs of a node with many may have something, the order in which they take turns, and which gave elements while
/// their producers wait for more room than was given back. A value.
///
/// A node looks only at inputs that have news, so one that never sends costs nothing.
@usableFromInline
package struct InputTurns {
    @usableFromInline var order: Fifo<Int>
    /// Inputs that were found empty in this step: the shell announces that the node waits for them.
    @usableFromInline var silent: [Int] = []
    @usableFromInline var owing: [Int] = []
    @usableFromInline var isOwing: [Bool]

    @inlinable
    init(inputs count: Int) {
        order = Fifo(minimumCapacity: count + 1)
        isOwing = Array(repeating: false, count: count)
    }

    // MARK: - For kernels

    /// Takes in what was told since the last step; a node of one input is told by being stepped.
    @inlinable
    mutating func takeNews(_ ready: ReadyPorts?) {
        if let ready {
            ready.take(into: &order)
        } else if order.isEmpty {
            order.append(0)
        }
    }

    /// All of these may have something.
    @usableFromInline
    mutating func restart(_ ports: some Sequence<Int>) {
        forget()
        for port in ports { order.append(port) }
    }

    /// Nobody's turn: one particular input is due.
    @inlinable
    mutating func forget() {
        order.removeAll()
        silent.removeAll(keepingCapacity: true)
    }

    /// The input whose turn it is; it leaves the order.
    @inlinable
    mutating func next() -> Int? { order.popFirst() }

    /// Its turn comes again after the others.
    @inlinable
    mutating func append(_ port: Int) { order.append(port) }

    /// It had nothing, and has not ended.
    @inlinable
    mutating func foundEmpty(_ port: Int) { silent.append(port) }

    /// It gave elements.
    @inlinable
    mutating func gave(_ port: Int, _ input: some ConsumerSide) {
        guard !isOwing[port], input.isProducerWaiting else { return }
        isOwing[port] = true
        owing.append(port)
    }

    // MARK: - For the shell

    /// Announces that the node waits for those found empty; one that has news after all takes its turn.
    @inlinable
    mutating func listen(_ inputs: Ports<ConsumerEnd>, _ worker: WorkerHandle?) {
        if silent.isEmpty { return }
        for port in silent where !inputs[port].restForElements(worker) { order.append(port) }
        silent.removeAll(keepingCapacity: true)
    }

    /// Producers that wait get what is free, however little.
    @inlinable
    mutating func payBack(_ inputs: Ports<ConsumerEnd>, _ worker: WorkerHandle?) {
        for port in owing {
            isOwing[port] = false
            inputs[port].releaseAll(worker)
        }
        owing.removeAll(keepingCapacity: true)
    }
}
