extension AsyncDesk {
    /// A lane's life: its own copy of the behavior, one element after the other.
    func runLane(_ behavior: Behavior) async {
        await work(behavior)
        laneLeft()
    }

    private func work(_ initial: Behavior) async {
        var behavior = initial
        while true {
            switch await next() {
            case .leave: return
            case .work(let element, let ticket):
                do {
                    complete(ticket, try await behavior.receive(element))
                } catch {
                    guard recover(from: error, ticket) else { continue }
                    if wiring.policy == .restart { behavior = initial }
                }
            case .finish(let ticket):
                do {
                    complete(ticket, try await behavior.finish())
                } catch {
                    fail(error)
                }
            }
        }
    }

    /// Drops the element if the policy says so; false when the operator fails.
    private func recover(from error: any Error, _ ticket: Window.Ticket) -> Bool {
        // A lane that was told to stop is no reason to count an element as dropped by policy.
        if wiring.policy == .stop || Task.isCancelled {
            fail(error)
            return false
        }
        wiring.countDropped()
        complete(ticket, .nothing)
        return true
    }
}

/// The node of an operator whose work awaits: it hires lanes, and lets go of everything when the last one has left.
@usableFromInline
struct AsyncKernel<Behavior: AsyncBehavior>: Kernel {
    private let wiring: NodeWiring
    private let desk: AsyncDesk<Behavior>
    private let behavior: Behavior
    private var isClosing = false

    @usableFromInline
    init(_ behavior: Behavior, concurrency: Int, isOrdered: Bool, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.behavior = behavior
        desk = AsyncDesk(concurrency: concurrency, isOrdered: isOrdered, wiring)
    }

    @usableFromInline
    mutating func step(_ turn: Turn) -> Step {
        guard isClosing || close(turn) else { return Step(.idle, count: 1) }
        guard let lanes = desk.stop() else { return Step(.idle) }
        wiring.linger(lanes)
        return Step(.ended)
    }

    /// Tells the neighbours, as soon as it is known how this node ends; the lanes leave in their own time.
    private mutating func close(_ turn: Turn) -> Bool {
        let end: () -> Step
        if turn.phase == .cancelled {
            end = { [wiring] in wiring.stop(.cancelled, turn) }
        } else if desk.output.isCancelled {
            end = { [wiring, desk] in wiring.stop(desk.output.cancellationCause, turn) }
        } else if let verdict = desk.advance(behavior) {
            end = { [wiring] in wiring.pass(verdict, turn) }
        } else {
            return false
        }
        // First no lane may touch the mailboxes any more; then they are closed.
        isClosing = true
        _ = desk.stop()
        _ = end()
        return true
    }
}
