/// The turns of a node's many inputs: which may have elements, in which order they take turns, and which gave elements
/// while their producers wait for more room than was released. A value.
///
/// A node looks only at inputs with news, so an input that never sends costs nothing.
@usableFromInline
package struct InputTurns {
    @usableFromInline var order: Fifo<Int>
    /// The input whose turn was cut short, and how much it may still give: it goes on before all others.
    @usableFromInline var cut: (port: Int, rest: Int)?
    /// What is left of the turn of the input that was taken last; nil for a whole turn, zero if it is over.
    @usableFromInline var rest: Int?
    /// Inputs that this step found empty; the shell announces that the node waits for them.
    @usableFromInline var silent: [Int] = []
    @usableFromInline var owing: [Int] = []
    @usableFromInline var isOwing: [Bool]

    @inlinable
    init(inputs count: Int) {
        order = Fifo(minimumCapacity: count + 1)
        isOwing = Array(repeating: false, count: count)
    }

    // MARK: - For kernels

    /// Makes room for one more input, which the node finds empty and so listens to.
    @usableFromInline
    mutating func add(_ port: Int) {
        while isOwing.count <= port { isOwing.append(false) }
        foundEmpty(port)
    }

    /// Adds the inputs that have had news since the last step; a node with one input has news whenever it steps.
    @inlinable
    mutating func takeNews(_ ready: ReadyPorts?) {
        if let ready {
            ready.take(into: &order)
        } else if isEmpty {
            order.append(0)
        }
    }

    /// Adds inputs that may all have elements.
    @usableFromInline
    mutating func restart(_ ports: some Sequence<Int>) {
        forget()
        for port in ports { order.append(port) }
    }

    /// Clears the order, because one particular input is due.
    @inlinable
    mutating func forget() {
        cut = nil
        order.removeAll()
        silent.removeAll(keepingCapacity: true)
    }

    /// Takes the next input out of the order.
    @inlinable
    mutating func next() -> Int? {
        rest = cut?.rest
        guard let cut else { return order.popFirst() }
        self.cut = nil
        return cut.port
    }

    /// How many of its elements the input taken last gives now; what room or budget cut off its turn is left for later.
    @inlinable
    mutating func limit(_ available: Int, _ quota: InputQuota, room: Int, budget: Int) -> Int {
        let share = rest ?? quota.turn(others: order.count)
        let wanted = min(available, share)
        let limit = min(wanted, room, budget)
        rest = limit < wanted ? share &- limit : 0
        return limit
    }

    /// Puts the input taken last behind the others or, if its turn was cut short, before them.
    @inlinable
    mutating func append(_ port: Int) {
        if let rest, rest > 0 { cut = (port, rest) } else { order.append(port) }
    }

    /// Whether no input has a turn.
    @inlinable
    var isEmpty: Bool { order.isEmpty && cut == nil }

    /// Notes that the input was empty, and has not ended.
    @inlinable
    mutating func foundEmpty(_ port: Int) { silent.append(port) }

    /// Notes that the input gave elements.
    @inlinable
    mutating func gave(_ port: Int, _ input: some ConsumerSide) {
        guard !isOwing[port], input.isProducerWaiting else { return }
        isOwing[port] = true
        owing.append(port)
    }

    // MARK: - For the shell

    /// Announces that the node waits for the inputs found empty; an input that has news after all gets a turn.
    @inlinable
    mutating func listen(_ inputs: Ports<ConsumerEnd>, _ worker: WorkerHandle?) {
        listen(worker) { inputs[$0] }
    }

    /// The same for inputs of which some may be gone.
    @inlinable
    mutating func listen(_ worker: WorkerHandle?, _ input: (Int) -> ConsumerEnd?) {
        if silent.isEmpty { return }
        for port in silent where input(port)?.restForElements(worker) == false { order.append(port) }
        silent.removeAll(keepingCapacity: true)
    }

    /// Releases all free places to producers that wait, however few.
    @inlinable
    mutating func payBack(_ inputs: Ports<ConsumerEnd>, _ worker: WorkerHandle?) {
        payBack(worker) { inputs[$0] }
    }

    /// The same for inputs of which some may be gone.
    @inlinable
    mutating func payBack(_ worker: WorkerHandle?, _ input: (Int) -> ConsumerEnd?) {
        for port in owing {
            isOwing[port] = false
            input(port)?.releaseAll(worker)
        }
        owing.removeAll(keepingCapacity: true)
    }
}
