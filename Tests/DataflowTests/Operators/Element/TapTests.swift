import Dataflow
import DataflowTesting
import Testing

@Suite("tap", .timeLimit(.minutes(5)))
struct TapTests {
    private let seen = Recorder<String>()

    private func tapped(_ flow: Flow<Int>) -> Flow<Int> {
        let seen = seen
        return flow.tap {
            seen.record("\($0)")
        } onCompletion: {
            seen.record("|")
        } onFailure: {
            seen.record("#\($0)")
        }
    }

    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input) { $0.tap { _ in } }.check()
    }

    @Test("it sees each element, then completion")
    func completes() async throws {
        #expect(try await tapped(Flow(1...3)).collect().run() == [1, 2, 3])
        #expect(seen.elements == ["1", "2", "3", "|"])
    }

    @Test("it sees a failure, which goes on")
    func fails() async throws {
        let failing = Flow(source: ProbeSource(0..<2, failing: TestFailure(number: 4)))
        let error = await #expect(throws: GraphError.self) { try await tapped(failing).ignore().run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 4))
        #expect(seen.elements == ["0", "1", "#TestFailure(number: 4)"])
    }

    @Test("it sees no end when downstream wants no more")
    func satisfied() async throws {
        #expect(try await tapped(Flow(0...).capacity(1)).capacity(1).first().run() == 0)
        #expect(!seen.elements.contains { $0 == "|" || $0.hasPrefix("#") })
    }

    @Test("an element whose closure throws is dropped if the flow says so")
    func skips() async throws {
        let flow = Flow(1...4).tap { if $0 % 2 == 0 { throw TestFailure(number: $0) } }
        #expect(try await flow.onFailure(.skip).collect().run() == [1, 3])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b|", gives: "a-b|") { $0.tap { _ in } }
    }
}
