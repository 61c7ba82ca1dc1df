import Dataflow
import DataflowTesting
import Testing

@Suite("merge", .timeLimit(.minutes(5)))
struct MergeTests {
    @Test("merge lets every element through once, each input in its order", arguments: [1, 2, 3])
    func everything(parallelism: Int) async throws {
        let flows = (0..<5).map { input in Flow(0..<300).capacity(3).map { input * 1_000 + $0 } }
        let sink = merge(flows).collect()
        async let other = sink.run(parallelism: parallelism)
        for result in [try await sink.run(parallelism: parallelism), try await other] {
            #expect(result.count == 1_500)
            for input in 0..<5 {
                #expect(result.filter { $0 / 1_000 == input } == (0..<300).map { input * 1_000 + $0 })
            }
        }
    }

    @Test("merging nothing completes at once, and one flow can be merged")
    func few() async throws {
        #expect(try await merge([Flow<Int>]()).collect().run() == [])
        let graph = Graph { merge(Flow(0..<3)).collect() }
        #expect(try await graph.run() == [0, 1, 2])
        #expect(graph.plan.nodes.map(\.kind) == ["sequence", "merge", "collect"])
        #expect(try await merge(.empty(), .empty(), Flow(0..<3)).collect().run() == [0, 1, 2])
    }

    @Test("T24: when one input fails the merge does, and the others are closed, one that is blocked too")
    func failure() async throws {
        let log = Recorder<ProbeSource.Event>()
        let failing = Flow(source: ProbeSource(0..<3, failing: TestFailure(number: 3), log: log)).named("failing")
        let sink = merge(failing, Flow(source: ProbeSource(log: log)).capacity(1), .never()).ignore()
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 3))
        #expect(error?.node == "failing")
        #expect(log.closings == 2)
    }

    @Test("T22: what the failing input emitted before comes before its failure", arguments: 1...20)
    func order(repetition: Int) async throws {
        let seen = Recorder<Int>()
        let failing = Flow(source: ProbeSource(0..<200, failing: TestFailure()))
        let sink = merge(failing, .never()).forEach { seen.record($0) }
        await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(seen.elements == Array(0..<200))
    }

    @Test("T25: when two inputs fail, one failure is reported and nothing breaks", arguments: 1...20)
    func bothFail(repetition: Int) async throws {
        let flows = (1...2).map {
            Flow(source: ProbeSource(0..<10, failing: TestFailure(number: $0))).named("input \($0)")
        }
        let error = await #expect(throws: GraphError.self) { try await merge(flows).ignore().run() }
        let numbers = [error?.underlying].compactMap { ($0 as? TestFailure)?.number }
        #expect(numbers == [1] || numbers == [2])
        for other in error?.others ?? [] { #expect(other.node != error?.node) }
    }

    @Test("T26: the merge goes on until its last input has completed")
    func lastInput() async throws {
        let gate = Gate()
        let late = Flow<Int> { emit in
            try await gate.pass()
            try await emit(9)
        }
        let seen = Recorder<Int>()
        async let end: Void = merge(Flow(0..<2), late).forEach { seen.record($0) }.run()
        try await seen.elements(atLeast: 2)
        gate.open()
        try await end
        #expect(seen.elements == [0, 1, 9])
    }

    @Test("an operator of one's own with a single input runs like any other")
    func singleInput() async throws {
        for kind in [InputChoice.any, .only(0)] {
            let sink = fanIn([Flow(0..<600).capacity(2)], Passing(choice: kind)).capacity(2).collect()
            #expect(try await sink.run() == Array(0..<600))
        }
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["a---b--|", "--x--y|"], gives: "a-x-by-|") { merge($0) }
    }
}

private struct Passing: FanInBehavior {
    let choice: InputChoice

    mutating func receive(_ element: Int, from input: Int) -> Emission<Int> { .emit(element) }
}
