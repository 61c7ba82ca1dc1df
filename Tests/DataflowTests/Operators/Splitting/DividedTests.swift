import Dataflow
import DataflowProbes
import Testing

@Suite("divided", .timeLimit(.minutes(5)))
struct DividedTests {
    private func divided(_ flow: Flow<Int>) -> (first: Flow<Int>, second: Flow<String>) {
        flow.map { $0 % 3 == 0 ? OneOf.first($0) : OneOf.second("\($0)") }.divided()
    }

    @Test("each value goes to the flow of its type, in order")
    func order() async throws {
        let (numbers, texts) = divided(Flow(0..<1_000))
        let (first, second) = try await Graph {
            numbers.collect()
            texts.collect()
        }.run()
        #expect(first == (0..<1_000).filter { $0 % 3 == 0 })
        #expect(second == (0..<1_000).filter { $0 % 3 != 0 }.map { "\($0)" })
    }

    @Test("a failure of upstream reaches both flows, after what came before")
    func failure() async throws {
        let seen = Recorder<Int>()
        let (numbers, texts) = divided(
            Flow(source: ProbeSource(0..<6, failing: TestFailure(number: 9))).named("failing"))
        let graph = Graph {
            numbers.forEach { seen.record($0) }
            texts.compactMap { Int($0) }.catch { _ in .just(-1) }.forEach { seen.record($0) }
        }
        let error = await #expect(throws: GraphError.self) { try await graph.run() }
        #expect(error?.node == "failing" && error?.underlying as? TestFailure == TestFailure(number: 9))
    }

    @Test("a flow that nobody consumes is a finding; a name is the operator's")
    func findings() async throws {
        let (numbers, texts) = divided(Flow(0..<4))
        #expect(problems(of: numbers.ignore()).count == 1)
        let (_, snapshot) = try await runToEnd(
            Graph {
                numbers.named("parts").ignore()
                texts.ignore()
            })
        #expect(snapshot.node("parts")?.kind == "divided")
    }
}
