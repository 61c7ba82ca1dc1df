import DataflowProbes
import Testing

@testable import Dataflow

@Suite("C6 DormantNodes")
struct DormantNodesTests {
    private let dormant: (Flow<Int>) -> [[String]] = { flow in
        let plan = GraphPlan(sinks: [flow.gathered().result.erased]).named()
        let nodes = DormantNodes(plan)
        let chained = plan.nodes.last { $0.kind == "chained" && !$0.isBroadcast }!
        return nodes.byInput(of: chained.id).map { $0.map { plan.nodes[$0].name }.sorted() }
    }

    /// The inputs of the last chain that nothing may enter before their turn.
    private func gated(_ flow: Flow<Int>) -> [Int] {
        let plan = GraphPlan(sinks: [flow.gathered().result.erased]).named()
        let nodes = DormantNodes(plan)
        let chained = plan.nodes.last { $0.kind == "chained" && !$0.isBroadcast }!
        return nodes.gatedEdges.filter { plan.edges[$0].to == chained.id }.map { plan.edges[$0].port }.sorted()
    }

    private func source(_ name: String) -> Flow<Int> { Flow<Int>.counting(1).named(name) }

    @Test("Flows that serve one later input start at its turn, and nothing enters before")
    func own() {
        let flow = chained([source("a"), source("b").step { $0 }.named("step"), source("c")])
        #expect(dormant(flow) == [[], ["b", "step"], ["c"]])
        #expect(gated(flow) == [1, 2])
    }

    @Test("What the first input, or another node, has as well is awake, and so its mailbox is open")
    func shared() {
        let shared = source("shared")
        #expect(dormant(chained([shared, source("b"), shared])) == [[], ["b"], []])
        #expect(gated(chained([shared, source("b"), shared])) == [1])
        let parts = source("source").routed(2) { _ in .all }
        #expect(dormant(chained([parts[0], parts[1]])) == [[], []])
        #expect(gated(chained([parts[0], parts[1]])) == [])
    }

    @Test("Operators behind what is awake wait for their turn all the same")
    func behindShared() {
        let shared = source("shared")
        let flow = chained([shared, shared.step { $0 }.named("one").step { $0 }.named("two")])
        #expect(dormant(flow) == [[], ["one", "two"]])
        #expect(gated(flow) == [1])
    }

    @Test("What serves several later inputs starts at the first turn of them, and only there nothing enters before")
    func severalTurns() {
        let shared = source("shared")
        let flow = chained([source("a"), source("b"), shared, shared.step { $0 }.named("step"), shared])
        #expect(dormant(flow) == [[], ["b"], ["broadcast(shared)", "shared"], ["step"], []])
        #expect(gated(flow) == [1, 2, 3])
    }

    @Test("A loop sleeps as one, with what leads into it")
    func loop() {
        let looped = feedback { (loop: Flow<Int>) in
            let all = joined([source("seeds"), loop]).named("all").capacity(4)
            return (output: all, back: all.only { _ in false }.named("back"))
        }
        let flow = chained([source("a"), looped])
        #expect(dormant(flow) == [[], ["all", "back", "broadcast(all)", "feedback", "seeds"]])
        #expect(gated(flow) == [1])
    }

    @Test("What comes round in a loop is behind the chain too, and cannot wait for it")
    func ownLoop() {
        let flow = feedback { (loop: Flow<Int>) in
            let all = chained([source("seeds"), loop, source("c")]).capacity(4)
            return (output: all, back: all.only { _ in false })
        }
        #expect(dormant(flow) == [[], [], ["c"]])
        #expect(gated(flow) == [2])
    }

    @Test("A chain within a chain starts its own later inputs by itself")
    func nested() {
        let (x, shared) = (source("x"), source("shared"))
        let inner = chained([x, source("b"), shared]).named("inner")
        #expect(dormant(chained([source("a"), inner])) == [[], ["inner", "x"]])
        let flow = chained([source("a"), inner, shared]).named("outer")
        #expect(dormant(flow) == [[], ["broadcast(shared)", "inner", "shared", "x"], []])
        #expect(gated(flow) == [1])
    }
}
