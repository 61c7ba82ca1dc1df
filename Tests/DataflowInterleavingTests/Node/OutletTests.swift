import Testing

@testable import Dataflow

/// A source, the node of `flow.values`, and a reader outside that takes elements by itself.
struct OutletScene: Sendable {
    let count: Int

    var scene: Scene {
        Scene(name: "outlet") { stage in Play(count, stage).cast }
    }

    private final class Play {
        private let count: Int
        private let stage: Stage
        private let scheduler: Scheduler
        private let root: ScheduleCell
        private let services = NoServices()
        private let part: RunPart
        private let handoff = OutletHandoff<Int>()
        private let seats: [Seat]
        private let outlet: ScheduleCell
        /// Moves when the source has sent something.
        private let accepted: Int

        init(_ count: Int, _ stage: Stage) {
            self.count = count
            self.stage = stage
            let source = Flow(Array(1...count)).capacity(count + 2)
            let sink = Sink(
                Flow<Void>("values", SourceSite(fileID: "a", line: 1), inputs: [source.erased]) { [handoff] in
                    Node.running(OutletKernel(handoff, $0))
                })
            let plan = GraphPlan(sinks: Graph("values") { sink }.group.sinks)
            let scheduler = Scheduler(width: plan.frozen.count)
            let root = ScheduleCell(scheduler: scheduler)
            let directory = PartDirectory(graph: "values", plan)
            part = RunPart.wire(directory, scheduler: scheduler, services: services) { _ in Waker(cell: root)
            }
            (self.scheduler, self.root) = (scheduler, root)
            seats = zip(part.wirings, scheduler.workers).map { Seat(stage, $0.cell, $1) }
            outlet = part.wirings[1].cell
            let input: MailboxReader<Int> = part.wirings[1].input()
            accepted = stage.object { _ = input.count }
            handoff.attach(input, outlet)
        }

        var cast: Cast {
            let nodes = seats.enumerated().map { number, seat in
                Cast.Participant(name: "node \(number)") { seat.run() }
            }
            return Cast(participants: nodes + [Cast.Participant(name: "reader", body: read)]) { [self] in
                scheduler.dismantle()
                return part.hasEnded ? [] : ["not every node has ended"]
            }
        }

        private func read() {
            var taken = 0
            while taken < count {
                if handoff.take() != nil { taken += 1 } else if !stage.awaitNews(of: accepted) { return }
            }
            outlet.notify(nil)
        }
    }
}

extension Interleavings {
    @Suite("Outlet")
    struct OutletTests {
        @Test("The node looks for the end while the reader takes, and what the reader takes was handed over")
        func sound() {
            OutletScene(count: 2).scene.explore(.bounded(1), limit: 400_000).check("outlet, up to 1 preemption")
        }
    }
}
