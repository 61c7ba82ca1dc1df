import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("concatMap", .timeLimit(.minutes(5)))
struct ConcatMapTests {
    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<200)
        try await OperatorLaws(input, gives: input.flatMap { [$0, -$0] }) {
            $0.concatMap { Flow([$0, -$0]).map { $0 } }
        }.check()
    }

    @Test("a flow starts when the last node of the one before has ended, and not earlier")
    func lazily() async throws {
        let open = Counter()
        let flow = Flow(0..<50).concatMap { number in
            Flow<Int>.resource(
                open: { () async -> Int in open.add() },
                next: { (state: inout Int) async -> Int? in
                    defer { state = 0 }
                    return state == 1 ? number : nil
                },
                close: { _ async in
                    await Task.yield()
                    open.add(-1)
                })
        }
        #expect(try await flow.collect().run() == Array(0..<50))
        #expect(open.peak == 1)
    }

    @Test("flows that take time come one after the other")
    func marbles() async throws {
        try await expectMarbles("-ab---|", gives: "---a-a-b-(b|)") { source in
            source.concatMap { letter in Flow<Int>.every(.seconds(2)).prefix(2).map { _ in letter } }
        }
        try await expectMarbles("-ab#", gives: "---a-a-b-(b#)") { source in
            source.concatMap { letter in Flow<Int>.every(.seconds(2)).prefix(2).map { _ in letter } }
        }
    }

    @Test("S1 a flow that can never move stalls the run, and the report names its nodes")
    func stall() async throws {
        let flow = Flow(0..<2).concatMap { _ in
            let source = Flow(0..<100).capacity(1)
            let some = source.filter { $0 == 50 }.named("some").capacity(1)
            let all = source.map { $0 }.named("all").capacity(1)
            return zip(some, all).map { $0 + $1 }
        }
        let stall = await #expect(throws: GraphStall.self) { try await flow.ignore().run() }
        #expect(stall?.cycle.contains { $0.node == "concatMap#1/all" && $0.reason == .room } == true)
        #expect(stall?.waits.contains { $0.node == "concatMap" && $0.reason == .element } == true)
    }

    @Test("D1 a drain lets the flow of an accepted element come to its own end")
    func drain() async throws {
        let (gate, seen) = (Gate(), Recorder<Int>())
        let probe = SourceProbe()
        let flow = Flow<Int>.counting(probe: probe).capacity(1).concatMap { number in
            Flow<Int> { emit in
                try await gate.pass()
                for offset in 0..<10 { try await emit(number * 10 + offset) }
            }
        }
        let graph = Graph { flow.forEach { seen.record($0) } }
        try await graph.run { run in
            await settle { probe.pulls.value > 1 }
            async let end: Void = run.drain()
            gate.open()
            try await end
        }
        #expect(seen.elements == Array(0..<probe.pulls.value * 10))
    }

    @Test("many flows leave nothing but their counts", arguments: [1, 2])
    func many(parallelism: Int) async throws {
        let watch = LeakWatch()
        let flow = Flow(0..<10_000).concatMap { number -> Flow<Int> in
            guard number % 100 == 0 else { return Flow([number]) }
            let token = watch(Token())
            return Flow([number]).map { number in token.pass(number) }
        }
        let most = Counter()
        let execution = Execution(name: "g", width: parallelism, clock: EngineClock(ContinuousClock()))
        let sink = flow.map { [unowned execution] (number: Int) -> Int in
            if number % 500 == 0 { most.add(execution.parts.count - most.value) }
            return number
        }.reduce(0) { $0 &+ $1 }
        execution.prepare(GraphPlan(sinks: [sink.result.erased]))
        await execution.run()
        #expect(execution.error == nil)
        #expect(most.peak <= 2)
        let (living, ended) = execution.partsSeen
        #expect(living.count == 1)
        #expect(ended.count == 10_000)
        #expect(ended.accepted == ended.delivered + ended.discarded)
        #expect(watch.count == 100)
        #expect(watch.alive == [])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("-ab---|", gives: "---a-a-b-(b|)") {
            $0.concatMap { letter in Flow<Int>.every(.seconds(2)).prefix(2).map { _ in letter } }
        }
    }
}

private final class Token: Sendable {
    func pass(_ number: Int) -> Int { number }
}
