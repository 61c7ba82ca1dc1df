/// Watches the workers of all runs from a thread of its own, and frees what waits behind a step that takes long.
///
/// The steps themselves look at no clock, and a closure of the app may hold a worker for ever. So somebody else must
/// see it, who needs no thread of the app's pool. The thread looks again after each ``tick``, and sleeps when no worker
/// has stepped anything for some ticks: an idle run costs nothing.
final class Monitor: Sendable {
    static let shared = Monitor()

    /// The time between two looks, in nanoseconds. A step is late if two looks find it under way; so everybody learns
    /// within a millisecond what a closure keeps.
    static let tick: Int64 = 400_000
    /// For how many looks a run without a step is watched: to stop and begin again costs more than a look.
    static let idleLooks = 3

    private init() {}

    private let runs = Guarded<[MonitoredRun]>([])
    private let thread = MonitorThread { Monitor.shared.lookAtAll() }

    /// Begins to watch a run, in a step of the run.
    func add(_ run: MonitoredRun) {
        runs.withLock { runs in
            // A deadline may be set when the run has just ended.
            guard !run.hasEnded else { return }
            run.index = runs.count
            runs.append(run)
        }
        thread.wake()
    }

    /// Begins no other look at a run that has ended.
    func forget(_ run: MonitoredRun) {
        runs.withLock { runs in
            run.hasEnded = true
            Self.remove(run, &runs)
        }
    }

    /// Looks at every run that is watched; true while there are any.
    private func lookAtAll() -> Bool {
        var index = 0
        while let run = visit(index) {
            if run.look() {
                index += 1
            } else {
                letGo(of: run)
            }
            run.endVisit()
        }
        return index > 0
    }

    private func visit(_ index: Int) -> MonitoredRun? {
        runs.withLock { runs in
            guard index < runs.count else { return nil }
            runs[index].beginVisit()
            return runs[index]
        }
    }

    private func letGo(of run: MonitoredRun) {
        runs.withLock { runs in Self.remove(run, &runs) }
        run.rest()
    }

    private static func remove(_ run: MonitoredRun, _ runs: inout [MonitoredRun]) {
        guard let index = run.index else { return }
        run.index = nil
        let last = runs.removeLast()
        if last !== run {
            runs[index] = last
            last.index = index
        }
    }
}
