import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("divert", .timeLimit(.minutes(5)))
struct DivertTests {
    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let (input, hub) = (Array(0..<500), Hub<Int>())
        try await OperatorLaws(input, gives: input.filter { $0 % 3 != 0 }) { flow in
            flow.divert(to: hub, endsHub: false) { $0 % 3 == 0 }
        }.check()
    }

    @Test("each element goes one way, in order on each", arguments: [1, 2])
    func ways(parallelism: Int) async throws {
        let hub = Hub<Int>(slow: .wait(ahead: 2))
        let graph = Graph {
            Flow(0..<500).divert(to: hub) { $0 % 3 == 0 }.collect()
            Flow(hub).capacity(1).map { await handedBack($0) }.collect()
        }
        let (others, diverted) = try await graph.run(parallelism: parallelism)
        #expect(others == (0..<500).filter { $0 % 3 != 0 })
        #expect(diverted == (0..<500).filter { $0 % 3 == 0 })
    }

    @Test("a failure stands behind the elements, on both ways")
    func failure() async throws {
        let hub = Hub<String>(replay: 9)
        try await expectMarbles("axbxc#", gives: "a-b-c#") { $0.divert(to: hub) { $0 == "x" } }
        let seen = DataflowProbes.Recorder<String>()
        let error = await #expect(throws: GraphError.self) { try await Flow(hub).forEach { seen.record($0) }.run() }
        #expect(error?.underlying is MarbleFailure)
        #expect(seen.elements == ["x", "x"])
    }

    @Test("a predicate that throws fails the flow, or drops the element where it says so")
    func throwing() async throws {
        let hub = Hub<Int>(replay: 9)
        let flow = Flow(0..<6).divert(to: hub, endsHub: false) { number in
            if number == 3 { throw TestFailure(number: 3) }
            return number % 2 == 1
        }
        #expect(try await flow.onFailure(.skip).collect().run() == [0, 2, 4])
        let error = await #expect(throws: GraphError.self) { try await flow.collect().run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 3))
        hub.finish()
        #expect(try await Flow(hub).collect().run() == [1, 5, 1])
        let closed = await #expect(throws: GraphError.self) { try await flow.collect().run() }
        #expect(closed?.underlying is HubClosed)
    }

    @Test("the hub's readers hear how the flow ends when downstream has enough, or the run is cancelled")
    func ends() async throws {
        let enough = Hub<Int>(replay: 1)
        #expect(try await Flow(0..<100).divert(to: enough) { $0 == 1 }.prefix(3).collect().run() == [0, 2, 3])
        #expect(try await Flow(enough).collect().run() == [1])
        let (cut, gate) = (Hub<Int>(replay: 1), DataflowProbes.Gate())
        let sink = Flow(0..<100_000).divert(to: cut) { $0 == 0 }.forEach { _ in try await gate.wait() }
        let outcome = try await sink.outcome { run in
            await gate.arrived(1)
            run.cancel()
        }
        #expect(outcome.wasCancelled)
        let error = await #expect(throws: GraphError.self) { try await Flow(cut).collect().run() }
        #expect(error?.underlying is CancellationError)
    }

    @Test("while the hub's reader is slow upstream waits, and the reader's end lets it go on")
    func slowReader() async throws {
        let (hub, gate, pulls) = (Hub<Int>(slow: .wait(ahead: 1)), DataflowProbes.Gate(), Counter())
        let flow = Flow<Int>.unfold(0) { number in
            pulls.add()
            defer { number += 1 }
            return number < 100 ? number : nil
        }.capacity(1).divert(to: hub) { $0 % 2 == 0 }.capacity(1)
        let graph = Graph {
            flow.count()
            Flow(hub).capacity(1).map { number in
                try await gate.wait()
                return number
            }.prefix(2).collect()
        }
        let (count, seen) = try await graph.run { run in
            await gate.arrived(1)
            await settle { pulls.value >= 6 }
            for _ in 0..<200 { await Task.yield() }
            #expect(pulls.value < 20)
            gate.open()
            return try await run.value
        }
        #expect(count == 50)
        #expect(seen == [0, 2])
    }

    @Test("a hub that nobody could read is found before the graph runs")
    func limits() {
        let flow = Flow(0..<3).divert(to: Hub<Int>(slow: .dropOldest(keeping: 0))) { $0 == 1 }
        #expect(problems(of: flow.collect()).count == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("axbxc|", gives: "a-b-c|") { $0.divert(to: Hub<String>()) { $0 == "x" } }
    }
}
