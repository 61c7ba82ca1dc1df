import Testing

@testable import Dataflow

/// A real graph, wired as for a run, each node stepped by a participant of its own.
struct WiredGraphScene<Value: Sendable>: Sendable {
    let graph: Graph<Value>
    /// Whether the result is one of those that a run may have.
    let isRight: @Sendable (AnyMailbox) -> Bool
    /// Whether the run is cancelled by somebody outside.
    var isCancelled = false

    var scene: Scene {
        Scene(name: graph.name) { stage in Play(self, stage).cast }
    }

    private final class Play {
        private let plan: WiredGraphScene
        private let scheduler: Scheduler
        private let services = NoServices()
        private let root: ScheduleCell
        private let part: RunPart
        private let names: [String]
        private let seats: [Seat]

        init(_ plan: WiredGraphScene, _ stage: Stage) {
            self.plan = plan
            let unnamedPlan = GraphPlan(sinks: plan.graph.group.sinks)
            let directory = PartDirectory(graph: plan.graph.name, unnamedPlan)
            let scheduler = Scheduler(width: unnamedPlan.frozen.count + 1)
            let root = ScheduleCell(scheduler: scheduler)
            let part = RunPart.wire(directory, scheduler: scheduler, services: services) { _ in
                Waker(cell: root)
            }
            self.scheduler = scheduler
            self.root = root
            self.part = part
            names = unnamedPlan.frozen.enumerated().map { "\($1.stage.kind) \($0)" }
            seats = part.wirings.indices.map { Seat(stage, part.wirings[$0].cell, scheduler.workers[$0]) }
        }

        var cast: Cast {
            var participants = seats.enumerated().map { number, seat in
                Cast.Participant(name: names[number]) { seat.run() }
            }
            if plan.isCancelled { participants.append(Cast.Participant(name: "sweep", body: cancel)) }
            return Cast(participants: participants, verify: verify)
        }

        private func cancel() {
            scheduler.advance(to: .cancelled)
            part.notifyAll(scheduler.workers.last?.handle)
        }

        private func verify() -> [String] {
            var problems: [String] = []
            if !part.hasEnded { problems.append("not every node has ended") }
            part.settle()
            for mailbox in part.mailboxes {
                let known = mailbox.deliveredCount + mailbox.discardedCount + mailbox.count
                if mailbox.acceptedCount != known {
                    problems.append("\(mailbox.acceptedCount) accepted, \(known) known")
                }
            }
            if !plan.isRight(part.results[0]) { problems.append("the result is wrong") }
            scheduler.dismantle()
            return problems
        }
    }
}

/// A run that offers nothing.
final class NoServices: RunServices {
    func timekeeper(_ clock: EngineClock?) -> Timekeeper { preconditionFailure("nothing here waits for a moment") }
    var cancellationCause: CancellationCause { .cancelled }
    var rest: RestGauge { preconditionFailure("nothing here waits for the run to rest") }
    func cancel() -> Bool { false }
    func unendedCell(above node: NodeWiring, isFirst: Bool) -> ScheduleCell? { nil }
    func attach(
        _ part: any AttachableFlow, to node: NodeWiring, pass: Int, slot: NestedSlot?, _ worker: WorkerHandle?
    ) throws -> any AttachedPart {
        preconditionFailure("nothing is attached here")
    }
    func release(_ part: any AttachedPart, of node: NodeWiring, isFailing: Bool) {}
}

extension Interleavings {
    @Suite("Wired graphs")
    struct WiredGraphTests {
        private func explore<Value: Sendable>(
            _ graph: Graph<[Value]>, isCancelled: Bool = false, fewer: Int = 0,
            isRight: @escaping @Sendable ([Value]?) -> Bool
        ) {
            let plan = WiredGraphScene(graph: graph, isRight: { isRight($0.value()) }, isCancelled: isCancelled)
            let bound = (Extent.isFull ? 2 : 1) - fewer
            plan.scene.explore(.bounded(bound)).check(
                "graph \(graph.name), up to \(bound) preemptions")
        }

        @Test("Elements go from a source to a sink, in order")
        func through() {
            let graph = Graph("through") { Flow([1, 2]).capacity(1).collect() }
            explore(graph) { $0 == [1, 2] }
        }

        @Test("A node between two mailboxes passes everything on")
        func chain() {
            let graph = Graph("chain") { Flow([1]).capacity(1).map { $0 + 1 }.capacity(1).collect() }
            explore(graph) { $0 == [2] }
        }

        @Test("A node that has enough ends its source")
        func prefix() {
            let graph = Graph("prefix") { Flow([1, 2]).capacity(1).prefix(1).capacity(1).collect() }
            explore(graph) { $0 == [1] }
        }

        @Test("A merge takes from whoever has something")
        func merging() {
            let graph = Graph("merge") { merge(Flow([1]).capacity(1), Flow([2]).capacity(1)).capacity(2).collect() }
            explore(graph, fewer: 1) { $0?.sorted() == [1, 2] }
        }

        @Test("A cancelled run ends every node, and the ledger of every mailbox is balanced")
        func cancelled() {
            let graph = Graph("cancelled") { Flow([1]).capacity(1).collect() }
            explore(graph, isCancelled: true) { $0 == nil || $0 == [1] }
        }
    }
}

extension AnyMailbox {
    /// The one element that a sink has left in its mailbox.
    fileprivate func value<Value>() -> Value? {
        let mailbox = self as! Mailbox<Value>
        return mailbox.reader.available() > 0 ? mailbox.reader.reading().peek(0) : nil
    }
}
