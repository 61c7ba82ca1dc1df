import Synchronization

/// The lanes of a run that have not ended, so that any thread can cancel their tasks, whatever the workers do.
final class LaneRegister: Sendable {
    private struct State {
        /// By the cell of their node.
        var lanes: [ObjectIdentifier: [Lane]] = [:]
        var isCancelled = false
        var isDraining = false
    }

    private let state = Guarded(State())
    private let count = Atomic<Int>(0)

    /// Whether the run has no lane, read without the lock.
    var isEmpty: Bool { count.load(ordering: .relaxed) == 0 }

    /// Adds a lane before its task starts; a lane that comes too late is cancelled at once.
    func add(_ lane: Lane) {
        let isLate = state.withLock { state in
            lane.place.store(state.lanes[lane.owner, default: []].count, ordering: .relaxed)
            state.lanes[lane.owner, default: []].append(lane)
            return state.isCancelled || state.isDraining && lane.isSource
        }
        count.add(1, ordering: .sequentiallyConsistent)
        if isLate { lane.cancel() }
    }

    /// Removes a lane that has ended.
    func remove(_ lane: Lane) {
        count.subtract(1, ordering: .sequentiallyConsistent)
        state.withLock { state in
            guard let last = state.lanes[lane.owner]?.popLast() else { return }
            let place = lane.place.load(ordering: .relaxed)
            if last !== lane {
                state.lanes[lane.owner]?[place] = last
                last.place.store(place, ordering: .relaxed)
            } else if place == 0 {
                state.lanes[lane.owner] = nil
            }
        }
    }

    /// Cancels all tasks, and those that will start.
    func cancelAll() {
        let lanes = state.withLock { state in
            state.isCancelled = true
            return state.lanes.values.flatMap(\.self)
        }
        for lane in lanes { lane.cancel() }
    }

    /// Cancels the tasks of sources, and those that will start.
    func cancelSources() {
        let lanes = state.withLock { state in
            state.isDraining = true
            return state.lanes.values.flatMap(\.self).filter(\.isSource)
        }
        for lane in lanes { lane.cancel() }
    }

    /// Whether a worker is inside a task of the node.
    func isStepping(for node: ScheduleCell) -> Bool {
        guard count.load(ordering: .relaxed) > 0 else { return false }
        return state.withLock { $0.lanes[ObjectIdentifier(node)] }?.contains(where: \.isStepping) ?? false
    }

    /// Cancels the tasks of one node, which nobody wants any more.
    func cancel(of node: ScheduleCell) {
        guard count.load(ordering: .relaxed) > 0 else { return }
        let lanes = state.withLock { $0.lanes[ObjectIdentifier(node)] }
        for lane in lanes ?? [] { lane.cancel() }
    }
}
