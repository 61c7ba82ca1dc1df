extension AsyncDesk {
    /// A lane's life: its own behavior, one element after the other.
    @inlinable
    nonisolated(nonsending) func runLane(_ initial: @Sendable () -> sending Behavior, _ lane: Lane) async {
        await work(initial, lane)
        laneLeft()
    }

    @inlinable
    nonisolated(nonsending) func work(_ initial: @Sendable () -> sending Behavior, _ lane: Lane) async {
        var behavior = initial()
        var assignment = exchange(nil)
        while true {
            switch assignment {
            case .leave: return
            case .park:
                await park()
                assignment = exchange(nil)
            case .work(let element, let ticket):
                var emission = SingleEmission<Behavior.Output>.nothing
                do {
                    emission = try await behavior.receive(element)
                } catch {
                    guard recover(from: error) else {
                        assignment = exchange(nil)
                        continue
                    }
                    if wiring.policy == .restart { behavior = initial() }
                }
                if lane.hasHadItsShare() {
                    _ = exchange((ticket, emission), mayTake: false)
                    await lane.pause()
                    assignment = exchange(nil)
                } else {
                    assignment = exchange((ticket, emission))
                }
            case .finish(let ticket):
                do {
                    assignment = exchange((ticket, try await behavior.finish()))
                } catch {
                    fail(error)
                    assignment = exchange(nil)
                }
            }
        }
    }

    /// Drops the element if the policy says so; false when the operator fails.
    @usableFromInline
    func recover(from error: any Error) -> Bool {
        // A lane that was told to stop is no reason to count an element as dropped by policy.
        if wiring.policy == .stop || Task.isCancelled {
            fail(error)
            return false
        }
        wiring.countDropped()
        return true
    }
}

/// The node of an operator whose work awaits: it hires lanes, and lets go of everything when the last one has left.
@usableFromInline
struct AsyncKernel<Behavior: AsyncBehavior>: Kernel {
    @usableFromInline let wiring: NodeWiring
    @usableFromInline let desk: AsyncDesk<Behavior>
    @usableFromInline let initial: @Sendable () -> sending Behavior
    @usableFromInline var isClosing = false

    @inlinable
    init(
        _ initial: @autoclosure @escaping @Sendable () -> sending Behavior, concurrency: Int, isOrdered: Bool,
        _ wiring: NodeWiring
    ) {
        self.wiring = wiring
        self.initial = initial
        desk = AsyncDesk(concurrency: concurrency, isOrdered: isOrdered, wiring)
    }

    @inlinable
    mutating func step(_ turn: Turn) -> Step {
        guard isClosing || close(turn) else { return Step(.idle, count: 1) }
        return Step(desk.stop() ? .ended : .idle)
    }

    /// Tells the neighbours, as soon as it is known how this node ends; the lanes leave in their own time.
    @inlinable
    mutating func close(_ turn: Turn) -> Bool {
        let verdict: Ending
        if turn.phase == .cancelled {
            verdict = .cancelled
        } else if desk.output.isCancelled {
            isClosing = true
            _ = desk.stop()
            _ = wiring.stop(desk.output.cancellationCause, turn)
            return true
        } else if let known = desk.advance(turn.worker, startLane: hire) {
            verdict = known
        } else {
            return false
        }
        // First no lane may touch the mailboxes any more; then they are closed.
        isClosing = true
        _ = desk.stop()
        _ = wiring.pass(verdict, turn)
        return true
    }

    @inlinable
    func hire() -> Lane {
        wiring.startLane { [desk, initial] lane in await desk.runLane(initial, lane) }
    }
}
