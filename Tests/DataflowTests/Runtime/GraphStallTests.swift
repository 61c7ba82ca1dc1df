import DataflowProbes
import Synchronization
import Testing

@testable import Dataflow

@Suite("GraphStall")
struct GraphStallTests {
    /// A part that nobody runs, with its mailboxes to be brought into any state.
    private func part(_ sink: Sink<[Int]>) -> (Execution, RunPart) {
        let execution = Execution(name: "g", width: 1, clock: EngineClock(ContinuousClock()))
        execution.prepare(Blueprint(sinks: [sink.result.erased]))
        return (execution, execution.parts[0])
    }

    @Test("S1 The circle is found among those who wait, and those who wait for it stay out of it")
    func circle() throws {
        let source = Flow<Int>.counting().capacity(1)
        let pairs = zip(source.step { $0 }.named("left"), source.only { _ in false }.named("right")).step { $0.0 }
        let (execution, part) = part(pairs.gathered())
        func mailbox(_ from: String, _ to: String) -> AnyMailbox {
            let names = part.plan.nodes.map(\.name)
            let edge = part.plan.edges.first { names[$0.from] == from && $0.to.map { names[$0] } == to }!
            return part.mailboxes[edge.id]
        }
        _ = mailbox("zip", "step").restForElements(nil)
        #expect(GraphStall(graph: "g", parts: [part]).cycle.isEmpty, "one that waits is no circle")
        _ = mailbox("right", "zip").restForElements(nil)
        _ = mailbox("broadcast(source)", "right").restForElements(nil)
        let full = mailbox("broadcast(source)", "left")
        full.show(full.capacity)
        _ = full.restForRoom()
        let second = mailbox("left", "zip")
        second.show(second.capacity)
        _ = second.restForRoom()
        let stall = GraphStall(graph: "g", parts: [part])
        #expect(Set(stall.cycle.map(\.node)) == ["zip", "right", "broadcast(source)", "left"])
        for (wait, next) in Swift.zip(stall.cycle, stall.cycle.dropFirst() + stall.cycle.prefix(1)) {
            #expect(wait.on == next.node)
        }
        #expect(stall.waits.count == 5)
        #expect(stall.description.contains("\"right\""))
        // What was counted without having been put must not be destroyed.
        for mailbox in [full, second] { mailbox.removed.store(mailbox.acceptedCount, ordering: .relaxed) }
        withExtendedLifetime(execution) {}
    }
}
