import DataflowProbes
import Testing

@testable import Dataflow

@Suite("GraphPlan")
struct GraphPlanTests {
    private func plan(_ flows: Flow<Int>...) -> GraphPlan {
        GraphPlan(sinks: flows.map { $0.gathered().result.erased }).named()
    }

    @Test("A chain becomes nodes in the order of the flow, with one edge between two")
    func chain() {
        let plan = plan(Flow<Int>.counting(1).capacity(3).step { $0 }.capacity(5))
        #expect(plan.nodes.map(\.kind) == ["source", "step", "reduce"])
        #expect(plan.edges.map(\.capacity) == [3, 5, 2])
        #expect(plan.edges.map(\.from) == [0, 1, 2])
        #expect(plan.edges.map(\.to) == [1, 2, nil])
        #expect(plan.results == [2])
    }

    @Test("A chain's plan is the one that the search for any graph gives", arguments: [true, false])
    func shortCut(isPart: Bool) throws {
        let flow = Flow<Int>.counting(1).capacity(3).step { $0 }.step { $0 }.capacity(5).erased
        for flow in [flow, Flow<Int>.counting(1).erased] {
            let short = try #require(GraphPlan(chain: flow, isPart: isPart))
            let long = GraphPlan(searching: [flow], isPart: isPart)
            #expect(short.edges.map { "\($0)" } == long.edges.map { "\($0)" })
            #expect(short.nodes.map(\.inputs) == long.nodes.map(\.inputs))
            #expect(short.nodes.map(\.outputs) == long.nodes.map(\.outputs))
            #expect(short.nodes.map(\.name) == long.nodes.map(\.name))
            #expect(short.results == long.results)
            #expect(short.features == long.features)
        }
    }

    @Test("What is no chain, or has annotations that the plan must know, is searched")
    func noShortCut() {
        let source = Flow<Int>.counting(1)
        let others = [
            merge(source, source).erased, source.named("source").step { $0 }.erased, source.capacity(0).erased,
            source.step { $0 }.onFailure(.skip).erased, Flow.every(.seconds(1)).erased,
            source.partition(into: 2) { $0 % 2 }[0].erased,
        ]
        for flow in others { #expect(GraphPlan(chain: flow, isPart: true) == nil) }
    }

    @Test("P13 Mailboxes below an operator that drops what is old hold one element, unless they are given a capacity")
    func fresh() {
        let plan = plan(
            merge(
                Flow<Int>.counting(1).step { $0 }, Flow<Int>.counting(1).buffer(3, overflow: .dropOldest).step { $0 }
            )
            .step { $0 }.capacity(9).step { $0 },
            Flow.every(.seconds(1)).step { $0 }, Flow<Int>.counting(1).buffer(3, overflow: .fail).step { $0 })
        let capacities = plan.edges.filter { $0.to != nil }.reduce(into: [String: Int]()) { found, edge in
            found[plan.nodes[edge.from].name] = edge.capacity
        }
        #expect(
            capacities == [
                "source": 256, "step": 256, "source-2": 256, "buffer": 1, "step-2": 1, "merge": 1, "step-3": 9,
                "step-4": 1, "every": 1, "step-5": 1, "source-3": 256, "buffer-2": 1, "step-6": 256,
            ])
    }

    @Test("A flow that is used twice is broadcast, and runs once")
    func broadcast() {
        let source = Flow<Int>.counting(1).named("numbers")
        let plan = plan(source.step { $0 }, source)
        #expect(plan.nodes.count { $0.kind == "source" } == 1)
        let broadcast = plan.nodes.first { $0.isBroadcast }
        #expect(broadcast?.name == "broadcast(numbers)")
        #expect(broadcast?.outputs.count == 2)
        #expect(plan.nodes.filter { $0.kind == "reduce" }.map(\.name) == ["reduce", "reduce-2"])
    }

    @Test("Names are kinds with numbers, and never those that were given")
    func names() {
        let source = Flow<Int>.counting(1)
        let plan = plan(source.step { $0 }.step { $0 }.step { $0 }.named("step-2"))
        #expect(plan.nodes.map(\.name) == ["source", "step", "step-3", "step-2", "reduce"])
        #expect(Set(plan.nodes.map(\.name)).count == plan.nodes.count)
    }

    @Test("What a run is wired from has no names, and gives the same ones to whoever asks")
    func namesOnDemand() {
        let flow = Flow<Int>.counting(1).step { $0 }.named("own").step { $0 }
        var plan = GraphPlan(sinks: [flow.gathered().result.erased])
        #expect(plan.legend == nil)
        #expect(plan.nodes.map(\.name) == ["source", "own", "step", "reduce"])
        #expect(plan.named().nodes.map(\.name) == plan.nodes.map(\.name))
        #expect(plan.named(prefix: "part/").nodes.map(\.name) == plan.nodes.map { "part/\($0.name)" })
        #expect(Graph { flow.gathered() }.plan.legend != nil)
        plan = plan.named()
        plan.interpose(on: 0, name: "between") { Node.running(LoopKernel<Int>($0)) }
        #expect(plan.nodes.map(\.name) == ["source", "own", "step", "reduce", "between"])
    }

    @Test("G1 The same plan comes out of the same graph, however often")
    func stable() {
        let source = Flow<Int>.counting(1)
        let graph = Graph {
            joined([source, source.step { $0 }]).gathered()
            source.gathered()
        }
        let first = graph.plan.nodes.map(\.name)
        for _ in 0..<5 { #expect(graph.plan.nodes.map(\.name) == first) }
    }

    @Test("A loop is found with all its nodes, and none of those around it")
    func loops() {
        let looped = feedback { (loop: Flow<Int>) in
            let all = joined([Flow<Int>.counting(1), loop]).capacity(4)
            return (output: all, back: all.step { $0 })
        }
        let plan = plan(looped.step { $0 }.named("after"))
        #expect(plan.loops.count == 1)
        #expect(Set(plan.loops[0].map { plan.nodes[$0].kind }) == ["feedback", "joined", "broadcast", "step"])
        #expect(!plan.loops[0].contains { plan.nodes[$0].name == "after" })
        #expect(self.plan(Flow<Int>.counting(1).step { $0 }).loops.isEmpty)
    }

    @Test("A loop of two nodes that nothing leaves is a loop")
    func smallestLoop() {
        let flow = feedback { (loop: Flow<Int>) in (output: Flow<Int>.counting(1), back: loop.step { $0 }) }
        #expect(plan(flow).loops.map(\.count) == [2])
    }

    @Test("Two loops one inside the other are one region; side by side they are two")
    func nested() {
        func inner(_ source: Flow<Int>) -> Flow<Int> {
            feedback { (loop: Flow<Int>) in
                let all = joined([source, loop]).capacity(4)
                return (output: all, back: all.only { _ in false })
            }
        }
        let nested = feedback { (loop: Flow<Int>) in
            let all = inner(joined([Flow<Int>.counting(1), loop])).capacity(4)
            return (output: all, back: all.only { _ in false })
        }
        #expect(plan(nested).loops.count == 1)
        #expect(plan(inner(Flow<Int>.counting(1)), inner(Flow<Int>.counting(1))).loops.count == 2)
        #expect(plan(inner(inner(Flow<Int>.counting(1)))).loops.count == 2)
    }

    @Test("L1 A plan of 100,000 nodes is made and freed without recursion")
    func deep() {
        var flow = Flow<Int>.counting(1)
        for _ in 0..<100_000 { flow = flow.step { $0 } }
        #expect(plan(flow).nodes.count == 100_002)
    }

    @Test("A ladder of flows that are used twice at each rung is planned once each")
    func ladder() {
        var flow = Flow<Int>.counting(1)
        for _ in 0..<200 { flow = joined([flow, flow]) }
        #expect(plan(flow).nodes.count { $0.kind == "joined" } == 200)
    }
}
