extension AsyncHandoff {
    /// A lane's life: its own behavior, one element after the other.
    @inlinable
    nonisolated(nonsending) func runLane(_ initial: @Sendable () -> sending Behavior, _ lane: Lane) async {
        var behavior = initial()
        await work(&behavior, initial, lane)
        await finishEarly(&behavior)
        await behavior.close()
        laneLeft()
    }

    @inlinable
    nonisolated(nonsending) func work(
        _ behavior: inout Behavior, _ initial: @Sendable () -> sending Behavior, _ lane: Lane
    ) async {
        var assignment = exchange(nil)
        // A lane that was cancelled takes no more: soon the node will leave too.
        while !lane.wasCancelled {
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
                    guard recover(from: error, lane) else {
                        assignment = exchange(nil)
                        continue
                    }
                    if wiring.policy == .restart { await startOver(&behavior, initial) }
                }
                if lane.hasUsedItsBudget() {
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
                    fail(error, lane)
                    assignment = exchange(nil)
                }
            }
        }
    }

    @inlinable
    nonisolated(nonsending) func startOver(
        _ behavior: inout Behavior, _ initial: @Sendable () -> sending Behavior
    ) async {
        await behavior.close()
        behavior = initial()
    }

    /// Asks the behavior for what it has, if the operator is a sink that ends before its input. One lane does.
    @usableFromInline
    nonisolated(nonsending) func finishEarly(_ behavior: inout Behavior) async {
        let isAsked = state.withLock { state in
            guard state.isEarly, !state.isFinishTaken, state.verdict == nil else { return false }
            state.isFinishTaken = true
            return true
        }
        guard isAsked, let emission = try? await behavior.finish() else { return }
        state.withLock { $0.early = emission }
    }

    /// Drops the element if the policy says so; false if the operator fails.
    @usableFromInline
    func recover(from error: any Error, _ lane: Lane) -> Bool {
        // Only the policy may drop an element and count it as dropped, not the end of a lane that was told to stop.
        if wiring.policy == .stop || Task.isCancelled {
            fail(error, lane)
            return false
        }
        wiring.skip(error)
        return true
    }

    /// How the operator ends, as far as that is decided.
    var verdict: Ending? { state.withLock { $0.verdict } }

    /// Notes the failure with which the operator would have ended if it had not been stopped.
    @usableFromInline
    func noteVerdict() {
        if case .failed(let failure)? = state.withLock({ $0.verdict }) { wiring.note(failure) }
    }
}
