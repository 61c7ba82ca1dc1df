import struct Synchronization.AtomicLoadOrdering
import Testing

@testable import Dataflow

/// A node that wants its timer later with each step, a timer that fires meanwhile, and others who notify the node.
struct NodeTimerScene: Sendable {
    var notifiers = 1

    var scene: Scene {
        Scene(name: "timer") { stage in Play(self, stage).cast }
    }

    private final class Play {
        private let plan: NodeTimerScene
        private let stage: Stage
        private let scheduler = Scheduler(width: 1)
        private let cell: ScheduleCell
        private let queue: Int
        private let time = StageTime()
        private let timekeeper: Timekeeper
        /// Touched in the node's steps: by one worker at a time.
        private var timer: NodeTimer

        init(_ plan: NodeTimerScene, _ stage: Stage) {
            self.plan = plan
            self.stage = stage
            let scheduler = scheduler
            cell = ScheduleCell(scheduler: scheduler)
            queue = stage.object { _ = scheduler.popInjected() }
            timekeeper = Timekeeper(EngineClock(time))
            timer = NodeTimer(timekeeper, cell)
            timer.set(to: .seconds(1))
        }

        var cast: Cast {
            let notifiers = (0..<plan.notifiers).map { number in
                Cast.Participant(name: "notifier \(number)") { self.cell.notify(nil) }
            }
            let clock = Cast.Participant(name: "clock") { self.time.ring(at: .seconds(1)) }
            return Cast(participants: notifiers + [clock, .init(name: "worker", body: work)], verify: verify)
        }

        private func work() {
            while !stage.isOver {
                if let found = scheduler.popInjected() {
                    while !step(found.value) {}
                } else if !stage.awaitNews(of: queue, isPatient: true) {
                    return
                }
            }
        }

        /// One step; false when the node must be stepped again.
        private func step(_ cell: ScheduleCell) -> Bool {
            cell.beginStep()
            timer.set(to: .seconds(2))
            return !cell.settle(.waiting)
        }

        private func verify() -> [String] {
            let outside = scheduler.externalCount.load(ordering: .sequentiallyConsistent)
            let pending = timekeeper.pendingCount
            return pending == 1 && outside == 1 ? [] : ["\(pending) timers are set, \(outside) are awaited"]
        }
    }

    /// Time that leaps once, when the clock has its turn.
    private final class StageTime: VirtualTime {
        private struct State {
            var now = Duration.zero
            var calls: [UInt64: (moment: Duration, action: @Sendable () -> Void)] = [:]
            var lastCall: UInt64 = 0
        }

        private let state = Guarded(State())

        var now: Duration { state.withLock { $0.now } }

        func call(at moment: Duration, _ action: @escaping @Sendable () -> Void) -> UInt64 {
            state.withLock { state in
                state.lastCall += 1
                state.calls[state.lastCall] = (moment, action)
                return state.lastCall
            }
        }

        func forget(_ call: UInt64) -> Bool { state.withLock { $0.calls.removeValue(forKey: call) } != nil }

        func ring(at moment: Duration) {
            let due = state.withLock { state in
                state.now = moment
                let due = state.calls.filter { $0.value.moment <= moment }
                for call in due.keys { state.calls[call] = nil }
                return due.values.map(\.action)
            }
            for action in due { action() }
        }
    }
}

extension Interleavings {
    @Suite("NodeTimer")
    struct NodeTimerTests {
        @Test("A timer that fires while its node sets it again leaves one timer set, which is awaited once")
        func sound() {
            NodeTimerScene().scene.explore(limit: 200_000).check("timer, 1 notifier")
        }
    }
}
