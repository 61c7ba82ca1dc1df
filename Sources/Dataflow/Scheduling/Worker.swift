import Synchronization

/// One of a run's tasks that step ready nodes, as many as there are cores.
///
/// It owns a queue of ready cells and one cell to run next, which no one can steal: a node that was just woken finds its
/// input still in the cache. It gives way to the app's other tasks after every slice of time.
@usableFromInline
final class Worker: @unchecked Sendable {
    /// How long a worker keeps its thread before it lets the app's other tasks run.
    static let slice: Int64 = 400_000
    /// How long work must wait in the queue before another worker is called to help, in nanoseconds.
    static let patience: Int64 = 20_000
    /// After how many steps the clock is read at the latest.
    static let stepsPerLook = 16

    // SAFETY: `next`, `steps` and the times are touched only by the task that runs this worker; `queue` guards itself.
    let queue = ReadyQueue()
    unowned(unsafe) let scheduler: Scheduler
    let index: Int
    private var next: Unmanaged<ScheduleCell>?
    private var steps = 0
    private var lastLook: Int64 = 0
    private var sliceStart: Int64 = 0
    private var lastCall: Int64 = 0

    init(scheduler: Scheduler, index: Int) {
        self.scheduler = scheduler
        self.index = index
    }

    /// Accepts a cell that a step of this worker woke; the one woken last runs first.
    func take(_ cell: ScheduleCell) {
        if let waiting = next { queue.push(waiting.takeUnretainedValue()) }
        next = .passUnretained(cell)
    }

    /// Steps ready nodes until the run is over; `callHelp` starts another worker, if one is left to start.
    func run(callHelp: () -> Bool) async {
        scheduler.workerStarted()
        lastLook = Monotonic.now()
        sliceStart = lastLook
        while true {
            scheduler.sweepIfDue(self)
            if let cell = findCell() {
                await step(cell)
                if steps == 0, wantsPause(callHelp: callHelp) { await Task.yield() }
            } else {
                // Whoever waits for the outside may hear of many things at once; a run that is over needs no help.
                if scheduler.isLive { _ = callHelp() }
                guard await scheduler.park(self) else { return }
                lastLook = Monotonic.now()
                sliceStart = lastLook
            }
        }
    }

    private func findCell() -> ScheduleCell? {
        // Now and then the queues go first, so that two nodes that keep waking each other starve nobody.
        if steps == 0, let cell = scheduler.popInjected() ?? queue.pop() { return cell }
        if let cell = next {
            next = nil
            return cell.takeUnretainedValue()
        }
        return queue.pop() ?? scheduler.findWork(for: self)
    }

    private func step(_ cell: ScheduleCell) async {
        cell.beginStep()
        let grain = cell.grain
        let step = await cell.node.step(Turn(worker: self, grain: grain, phase: scheduler.phase))
        steps += 1
        if step.count >= grain || steps >= Self.stepsPerLook { look(cell, step) }
        switch step.outcome {
        case .again:
            cell.stayScheduled()
            queue.push(cell)
        case .idle:
            if !cell.rest() { queue.push(cell) }
        case .ended:
            cell.end()
            let left = scheduler.live.subtract(1, ordering: .sequentiallyConsistent).newValue
            if left == 0 { scheduler.stop() }
        }
    }

    /// Reads the clock and learns how many elements this node may handle in one step.
    private func look(_ cell: ScheduleCell, _ step: Step) {
        let now = Monotonic.now()
        let elapsed = now - lastLook
        lastLook = now
        steps = 0
        guard step.count >= cell.grain else { return }
        if elapsed < 10_000 {
            cell.grain = min(cell.grain * 2, 1 << 14)
        } else if elapsed > 40_000, cell.grain > 1 {
            cell.grain = max(1, cell.grain / 2)
        }
    }

    /// Calls for help when work has waited too long, and tells whether the slice is used up.
    private func wantsPause(callHelp: () -> Bool) -> Bool {
        if !queue.isEmpty, lastLook - lastCall > Self.patience {
            lastCall = lastLook
            if !callHelp() { scheduler.wakeOne() }
        }
        guard lastLook - sliceStart > Self.slice else { return false }
        sliceStart = lastLook
        return true
    }
}
