import DataflowProbes
import Synchronization
import Testing

@testable import Dataflow

@Suite("GraphStall")
struct GraphStallTests {
    /// A part that nobody runs, with its mailboxes to be brought into any state.
    private func part(_ sink: Sink<[Int]>) -> (Execution, RunPart) {
        let execution = Execution(name: "g", width: 1, clock: EngineClock(ContinuousClock()))
        execution.prepare(GraphPlan(sinks: [sink.result.erased]))
        return (execution, execution.parts[0])
    }

    @Test("S1 The circle is found among those who wait, and those who wait for it stay out of it")
    func circle() throws {
        let source = Flow<Int>.counting().capacity(1)
        let pairs = zip(source.step { $0 }.named("left"), source.only { _ in false }.named("right")).step { $0.0 }
        let (execution, part) = part(pairs.gathered())
        func mailbox(_ from: String, _ to: String) -> Mailbox<Int> {
            let names = part.plan.nodes.map(\.name)
            let edge = part.plan.edges.first { names[$0.from] == from && $0.to.map { names[$0] } == to }!
            return part.mailboxes[edge.id] as! Mailbox<Int>
        }
        func wiring(_ node: String) -> NodeWiring { part.wirings[part.plan.nodes.firstIndex { $0.name == node }!] }
        func waits(_ node: String, for wait: Wait) { wiring(node).ledger.declare(wait) }
        _ = wiring("step").inputs[0].restForElements(nil)
        #expect(
            GraphStall(graph: "g", parts: [part]).waits.isEmpty, "what was announced is no wait unless it is declared")
        waits("step", for: .input)
        #expect(GraphStall(graph: "g", parts: [part]).cycle.isEmpty, "one that waits is no circle")
        _ = mailbox("right", "zip").reader.restForElements(nil)
        _ = mailbox("broadcast(source)", "right").reader.restForElements(nil)
        let full = mailbox("broadcast(source)", "left")
        full.writer.show(full.capacity)
        _ = full.writer.restForRoom()
        let second = mailbox("left", "zip")
        second.writer.show(second.capacity)
        _ = second.writer.restForRoom()
        for (node, wait) in [("zip", Wait.input), ("right", .input), ("left", .room), ("broadcast(source)", .room(0))] {
            waits(node, for: wait)
        }
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

    /// Cannot move once 50 elements are in it: one branch takes all, the other only one.
    private func diamond(_ source: Flow<Int>) -> Flow<Int> {
        let (some, all) = (source.only { $0 == 50 }.named("some"), source.step { $0 }.named("all"))
        return zip(some.capacity(1), all.capacity(1)).capacity(1).step { $0.0 }.named("pairs")
    }

    @Test("S1 A stall in an attached part is told with the names of that part, and who follows it waits for it")
    func attached() async throws {
        let fallback = diamond(Flow<Int>.counting(100).capacity(1))
        let flow = Flow<Int>.counting(1, failure: Boom()).catch { _ in fallback }.named("again")
        let outcome = try await flow.gathered().outcome("attached")
        let stall = try #require(outcome.stall)
        let circle = Set(stall.cycle.map(\.node))
        #expect(circle.isSuperset(of: ["again#2/some", "again#2/all", "again#2/zip"]), "\(stall)")
        #expect(stall.waits.contains { $0.node == "again" && $0.reason == .element && $0.on == "again#2/pairs" })
        #expect(stall.waits.contains { $0.node == "reduce" && $0.reason == .element && $0.on == "again" })
    }

    @Test("S1 A part that waits for room at the node that follows it is told too")
    func full() async throws {
        let endless = Flow<Int>.counting(probe: SourceProbe()).named("endless").capacity(2)
        let flow = Flow<Int>.counting(1, failure: Boom()).catch { _ in endless }.named("again").capacity(1)
        let stall = try #require(try await diamond(flow).gathered().outcome("full").stall)
        #expect(Set(stall.cycle.map(\.node)).isSuperset(of: ["some", "all", "zip"]), "\(stall)")
        let wait = stall.waits.first { $0.node == "again#2/endless" }
        #expect(wait?.reason == .room && wait?.on == "again" && wait?.held == 2 && wait?.capacity == 2)
    }
}
