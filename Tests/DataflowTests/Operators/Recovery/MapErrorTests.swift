import Dataflow
import DataflowTesting
import Testing

@Suite("mapError", .timeLimit(.minutes(5)))
struct MapErrorTests {
    @Test("mapError keeps the laws of every operator when there is nothing to turn")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input) { $0.mapError { $0 } }.check()
    }

    @Test("the error is another one, the place where it began is the same, and the elements before it come through")
    func maps() async throws {
        let seen = Recorder<Int>()
        let failing = Flow(source: ProbeSource(0..<300, failing: TestFailure(number: 1))).named("origin").capacity(3)
        let flow = failing.mapError { error in TestFailure(number: (error as! TestFailure).number + 10) }.capacity(3)
        let error = await #expect(throws: GraphError.self) { try await flow.forEach { seen.record($0) }.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 11))
        #expect(error?.node == "origin")
        #expect(seen.elements == Array(0..<300))
    }

    @Test("the innermost mapError is asked first")
    func chain() async throws {
        let flow = Flow<Int>.failing(TestFailure(number: 1))
            .mapError { _ in TestFailure(number: 2) }
            .mapError { error in TestFailure(number: (error as! TestFailure).number * 100) }
        let error = await #expect(throws: GraphError.self) { try await flow.collect().run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 200))
    }

    @Test("neither completing nor cancelling is a failure to turn")
    func notAsked() async throws {
        let asked = Recorder<String>()
        let observe: @Sendable (any Error) -> any Error = { error in
            asked.record("\(error)")
            return error
        }
        #expect(try await Flow(0..<3).mapError(observe).collect().run() == [0, 1, 2])
        let seen = Recorder<Int>()
        let sink = merge(Flow(0..<3), .never()).mapError(observe).forEach { seen.record($0) }
        let run = Task { try await sink.run() }
        try await seen.elements(atLeast: 3)
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
        #expect(asked.elements == [])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-#", gives: "a-#") { $0.mapError { _ in TestFailure() } }
    }
}
