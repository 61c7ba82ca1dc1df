import Synchronization

/// Tells when a run is at rest; for tests. Outlives the run.
@usableFromInline
package final class RestGauge: Sendable {
    private let scheduler: Scheduler
    private let clock: EngineClock

    init(_ scheduler: Scheduler, _ clock: EngineClock) {
        self.scheduler = scheduler
        self.clock = clock
    }

    /// Waits until the run is at rest or has ended; false if the calling task was cancelled before.
    ///
    /// A closure that awaits delays this, unless it sleeps on the graph's clock and a test moves that clock. The answer
    /// is exact if only the caller sends to the run, moves that clock, and sleeps on it.
    package func wait() async -> Bool {
        let (scheduler, alarms) = (scheduler, clock.alarms)
        let observation = alarms?.observeSleepers { scheduler.restWatch.look(at: scheduler) }
        defer { observation.map { alarms?.ignoreSleepers($0) } }
        return await scheduler.restWatch.wait(for: scheduler) { alarms.map(\.sleeperCount) ?? 0 }
    }

    /// How many external closures and streams have yet to answer.
    package var working: Int {
        scheduler.externalCount.load(ordering: .sequentiallyConsistent)
            - scheduler.passiveCount.load(ordering: .sequentiallyConsistent)
    }
}
