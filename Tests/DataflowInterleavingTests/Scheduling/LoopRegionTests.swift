import struct Synchronization.AtomicLoadOrdering
import struct Synchronization.AtomicUpdateOrdering
import Testing

@testable import Dataflow

/// A loop of two nodes, a fan-in and the loop's entry, and a producer outside that ends without an element. Of that end
/// the fan-in says a word, which goes round once; then the loop ends.
struct LoopScene: Sendable {
    var workers = 2
    /// How many others notify the fan-in meanwhile, as a timer or a phase does.
    var notifiers = 0

    var scene: Scene {
        Scene(name: "loop") { stage in Play(self, stage).cast }
    }

    private final class Play {
        private let stage: Stage
        private let scheduler: Scheduler
        private let queue: Int
        private let services = NoServices()
        private let directory = PartDirectory(graph: "loop", GraphPlan(sinks: []))
        private let region = LoopRegion()
        private let entrance = Mailbox<Int>(capacity: 1)
        private let (there, back) = (Mailbox<Int>(capacity: 1), Mailbox<Int>(capacity: 1))
        private let heard = Counter()
        private let notifiers: Int
        private var wirings: [NodeWiring] = []
        private var nodes: [Node] = []
        private var cells: [NodeCell] = []

        init(_ plan: LoopScene, _ stage: Stage) {
            notifiers = plan.notifiers
            self.stage = stage
            let scheduler = Scheduler(width: plan.workers)
            self.scheduler = scheduler
            queue = stage.object { _ = scheduler.popInjected() }
            let (fanIn, entry) = (cell(region), cell(region))
            let ready = ReadyPorts(count: 2)
            entrance.join(producer: Waker(cell: cell(nil)), consumer: Waker(cell: fanIn, readyPorts: ready, port: 0))
            back.join(producer: Waker(cell: entry), consumer: Waker(cell: fanIn, readyPorts: ready, port: 1))
            there.join(producer: Waker(cell: fanIn), consumer: Waker(cell: entry))
            region.enterBy([entry])
            let (entrance, there, back) = (entrance, there, back)
            region.areEntrancesClosed = { entrance.endingAhead != nil && entrance.count == 0 }
            region.isEmptyInside = { there.count == 0 && back.count == 0 }
            wirings = [
                wiring(fanIn, inputs: [entrance, back], output: there, ready),
                wiring(entry, inputs: [there], output: back, nil),
            ]
            nodes = [
                Node.running(FanInKernel(LastWord(heard: heard), wirings[0])),
                Node.running(LoopKernel<Int>(wirings[1])),
            ]
            cells = [fanIn, entry]
            scheduler.expect(nodes: 2)
            for (node, cell) in zip(nodes, cells) {
                node.join(cell)
                cell.notify(nil)
            }
        }

        private func cell(_ region: LoopRegion?) -> NodeCell { NodeCell(scheduler: scheduler, region: region) }

        private func wiring(
            _ cell: NodeCell, inputs: [AnyMailbox], output: AnyMailbox, _ ready: ReadyPorts?
        ) -> NodeWiring {
            NodeWiring(
                RunMembership(number: 0, in: directory, of: services), cell: cell, inputs: Ports(inputs),
                outputs: Ports([output]), readyInputs: ready, policy: .stop)
        }

        var cast: Cast {
            let (fanIn, entrance) = (cells[0], entrance)
            var participants = scheduler.workers.map { worker in
                Cast.Participant(name: "worker \(worker.index)") { [self] in work(worker) }
            }
            participants.append(Cast.Participant(name: "producer") { entrance.writer.close(.finished, nil) })
            for number in 0..<notifiers {
                participants.append(Cast.Participant(name: "notifier \(number)") { fanIn.notify(nil) })
            }
            return Cast(participants: participants, verify: verify)
        }

        private func work(_ worker: Worker) {
            while !stage.isOver {
                if let cell = worker.popOldest() ?? scheduler.popInjected() {
                    worker.settle(cell, worker.step(cell, scheduler, budget: 16).outcome)
                } else if !stage.awaitNews(of: queue, isPatient: true) {
                    return
                }
            }
        }

        private func verify() -> [String] {
            let heard = heard.value.load(ordering: .relaxed)
            var problems = heard == 1 ? [] : ["the last word was heard \(heard) times"]
            if !cells.allSatisfy(\.hasEnded) { problems.append("the loop has not ended") }
            return problems
        }
    }
}

/// Says 1 when the first input has ended, and counts what comes round.
private struct LastWord: FanInBehavior {
    let heard: Counter
    var choice: InputChoice { .any }

    mutating func receive(_ element: Int, from input: Int) -> Emission<Int> {
        heard.value.add(element, ordering: .relaxed)
        return .nothing
    }

    mutating func inputFinished(_ input: Int) -> Emission<Int> { input == 0 ? .emit(1) : .nothing }
}

extension Interleavings {
    @Suite("LoopRegion")
    struct LoopRegionTests {
        @Test(
            "A loop hears the last word about what leads in, and then ends",
            arguments: [LoopScene(), LoopScene(workers: 1, notifiers: 1)])
        func lastWord(plan: LoopScene) {
            plan.scene.explore(.bounded(Extent.isFull ? 2 : 1)).check(
                "loop, \(plan.workers) workers, \(plan.notifiers) notifiers")
        }
    }
}
