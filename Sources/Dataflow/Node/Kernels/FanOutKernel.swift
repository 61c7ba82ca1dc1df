/// The loop of a fan-out that sends each element to one output.
///
/// The first element stays in the input's mailbox until its output has room, so the node itself holds none.
@usableFromInline
struct FanOutKernel<Behavior: FanOutBehavior>: SplitShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let input: MailboxReader<Behavior.Element>
    @usableFromInline let outputs: [MailboxWriter<Behavior.Element>]
    @usableFromInline let origin: BehaviorOrigin<Behavior>
    @usableFromInline var behavior: Behavior
    /// The route of the first element, if that had to wait: the behavior is asked once for each element.
    @usableFromInline var pending: Route?
    /// How many elements each output got in this step.
    @usableFromInline var written: [Int]
    @usableFromInline var touched: [Int] = []
    @usableFromInline var nextOutput = 0
    /// How many elements an output may get in this step, if any output will do.
    @usableFromInline var demand: [Int]
    @usableFromInline var knowsDemand = false

    @inlinable
    init(_ origin: sending BehaviorOrigin<Behavior>, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.origin = origin
        behavior = origin.make()
        input = wiring.input()
        outputs = wiring.outputs.indices.map { wiring.output($0) }
        written = Array(repeating: 0, count: outputs.count)
        demand = written
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        let available = input.available()
        if available == 0 {
            if let ending = input.ending { return wiring.pass(ending, turn) }
            return .wait(.input)
        }
        return distribute(min(available, turn.budget), turn)
    }

    @inlinable
    mutating func distribute(_ limit: Int, _ turn: Turn) -> Step {
        let reader = input.reading()
        var taken = 0
        var isBlocked = false
        knowsDemand = false
        while taken < limit, !isBlocked {
            do {
                let route = try pending ?? behavior.route(reader.peek(taken))
                pending = nil
                if try send(reader, taken, route) {
                    taken &+= 1
                    if turn.worker.isInterrupted { break }
                } else {
                    pending = route
                    isBlocked = true
                }
            } catch {
                _ = reader.take(taken)
                taken &+= 1
                if wiring.policy == .stop {
                    commit(taken, turn)
                    return wiring.fail(error, turn)
                }
                wiring.skip(error)
                if wiring.policy == .restart { behavior = origin.make() }
            }
        }
        commit(taken, turn)
        return isBlocked && taken == 0 ? .wait(room) : .again(taken)
    }

    /// Moves the element to its output; false if that has no room.
    @inlinable
    mutating func send(_ reader: MailboxSpan<Behavior.Element>, _ offset: Int, _ route: Route) throws -> Bool {
        switch route {
        case .output(let port):
            if outputs.indices.contains(port) { return put(reader, offset, port) }
            throw RouteOutOfRange(output: port, count: outputs.count)
        case .any:
            if !knowsDemand { lookAtDemand() }
            for distance in outputs.indices {
                let port = (nextOutput &+ distance) % outputs.count
                if written[port] >= demand[port] { continue }
                if !outputs[port].isCancelled, put(reader, offset, port) {
                    nextOutput = (port &+ 1) % outputs.count
                    return true
                }
            }
            return false
        case .all:
            return putEverywhere(reader, offset)
        }
    }

    @inlinable
    mutating func put(_ reader: MailboxSpan<Behavior.Element>, _ offset: Int, _ port: Int) -> Bool {
        let output = outputs[port]
        if output.isCancelled {
            // No consumer is there to take it: it counts as discarded on that edge, so that the ledger balances.
            // Elements put there in this step are published first, because they lie in the slots that the count passes
            // over.
            _ = reader.take(offset)
            output.show(written[port])
            written[port] = 0
            output.countDiscarded()
            return true
        }
        let sent = written[port]
        if output.room() &- sent <= 0 { return false }
        output.writing().put(reader.take(offset), sent)
        if sent == 0 { touched.append(port) }
        written[port] = sent &+ 1
        return true
    }

    @inlinable
    mutating func putEverywhere(_ reader: MailboxSpan<Behavior.Element>, _ offset: Int) -> Bool {
        for port in outputs.indices where !outputs[port].isCancelled {
            if outputs[port].room() &- written[port] <= 0 { return false }
        }
        for port in outputs.indices where !outputs[port].isCancelled {
            outputs[port].writing().put(reader.peek(offset), written[port])
            if written[port] == 0 { touched.append(port) }
            written[port] += 1
        }
        _ = reader.take(offset)
        return true
    }

    @inlinable
    mutating func commit(_ taken: Int, _ turn: Turn) {
        for port in touched {
            outputs[port].publish(written[port], turn.worker)
            written[port] = 0
        }
        touched.removeAll(keepingCapacity: true)
        if taken > 0 { input.release(taken, turn.worker) }
    }

    /// How much each output may get in this step: what its consumer handles in one step, less what it has. A consumer
    /// that is slow handles one.
    @inlinable
    mutating func lookAtDemand() {
        knowsDemand = true
        for port in outputs.indices { demand[port] = outputs[port].demand }
    }

    /// Waits for the output where the first element found no room.
    @inlinable
    var room: Wait {
        switch pending {
        case .output(let port)?: .room(port)
        case .any?, nil: .demand
        case .all?: .roomInAll
        }
    }
}

/// Thrown when an element is routed to an output that does not exist.
public struct RouteOutOfRange: Error, CustomStringConvertible {
    /// The number of that output.
    public let output: Int
    /// How many outputs there are.
    public let count: Int

    @usableFromInline
    init(output: Int, count: Int) {
        self.output = output
        self.count = count
    }

    public var description: String {
        "an element was routed to output \(output), but there are \(count); answer with 0..<\(count)."
    }
}
