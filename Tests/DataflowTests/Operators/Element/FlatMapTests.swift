import Dataflow
import DataflowTesting
import Testing

@Suite("flatMap", .timeLimit(.minutes(5)))
struct FlatMapTests {
    @Test("flatMap keeps the laws of every operator, with both kinds of closure")
    func laws() async throws {
        let input = Array(0..<20)
        let output = input.flatMap { 0..<$0 }
        try await OperatorLaws(input, gives: output) { $0.flatMap { 0..<$0 } }.check()
        try await OperatorLaws(input, gives: output) { $0.flatMap { 0..<(await doubled($0) / 2) } }.check()
        try await OperatorLaws(input, gives: output) { $0.flatMap(concurrency: 3) { 0..<(await doubled($0) / 2) } }
            .check()
    }

    @Test("a sequence is iterated only as far as there is room, so it may be infinite")
    func infinite() async throws {
        let pulls = Watched(0)
        let flow = Flow([1]).flatMap { start in
            sequence(first: start) { last in
                pulls.update { $0 += 1 }
                return last + 1
            }
        }
        #expect(try await flow.capacity(4).prefix(3).collect().run() == [1, 2, 3])
        #expect(pulls.value <= 8)
    }

    @Test("empty sequences leave nothing behind")
    func empty() async throws {
        #expect(try await Flow(0..<1_000).flatMap { _ in EmptyCollection<Int>() }.collect().run() == [])
    }

    @Test("a closure that throws fails the flow after the sequences before, or drops its element if told so")
    func failure() async throws {
        let sync = Flow(0..<4).flatMap { [try refusing(2, $0), 10] }
        let async = Flow(0..<4).flatMap { [try await asyncRefusing(2, $0), 10] }
        for flow in [sync, async] {
            let seen = Recorder<Int>()
            let error = await #expect(throws: GraphError.self) { try await flow.forEach { seen.record($0) }.run() }
            #expect(error?.underlying as? TestFailure == TestFailure(number: 2))
            #expect(error?.node == "flatMap")
            #expect(seen.elements == [0, 10, 1, 10])
            #expect(try await flow.onFailure(.skip).collect().run() == [0, 10, 1, 10, 3, 10])
        }
    }

    @Test("annotations of an async flatMap go to the node that has the closure")
    func modifiers() async throws {
        let flow = Flow(0..<4).flatMap { [try await asyncRefusing(2, $0)] }.named("links").onFailure(.skip)
        let (value, snapshot) = try await runToEnd(Graph { flow.collect() })
        #expect(value == [0, 1, 3])
        #expect(snapshot["links"]?.dropped == 1)
        #expect(snapshot["links"]?.kind == "flatMap")
    }

    @Test("a concurrency below 1 is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).flatMap(concurrency: 0) { [await doubled($0)] }.collect()).count == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b|", gives: "(aA)-(bB)|") { $0.flatMap { [$0, $0.uppercased()] } }
    }
}
