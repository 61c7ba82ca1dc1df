import Dataflow
import Testing

@Suite("reduce", .timeLimit(.minutes(5)))
struct ReduceTests {
    private func sinks(of flow: Flow<Int>) -> [Sink<[Int]>] {
        [
            flow.reduce([]) { $0 + [$1] },
            flow.reduce(into: []) { $0.append($1) },
            flow.reduce([]) { $0 + [await doubled($1) / 2] },
            flow.reduce(into: []) { $0.append(await doubled($1) / 2) },
        ]
    }

    @Test("reduce folds every element in order, from the start in every run")
    func order() async throws {
        for sink in sinks(of: Flow(0..<200)) {
            #expect(try await sink.run() == Array(0..<200))
            #expect(try await sink.run() == Array(0..<200))
        }
    }

    @Test("an empty flow gives the initial value")
    func empty() async throws {
        for sink in sinks(of: .empty()) { #expect(try await sink.run() == []) }
    }

    @Test("a failure of upstream leaves no value")
    func failure() async throws {
        for sink in sinks(of: Flow(source: ProbeSource(0..<3, failing: TestFailure(number: 8)))) {
            let error = await #expect(throws: GraphError.self) { try await sink.run() }
            #expect(error?.underlying as? TestFailure == TestFailure(number: 8))
        }
    }

    @Test("T45: skip keeps what was folded, restart starts over")
    func policies() async throws {
        let sync = Flow(1..<6).reduce(0) { $0 + (try refusing(3, $1)) }
        let async = Flow(1..<6).reduce(0) { $0 + (try await asyncRefusing(3, $1)) }
        for sink in [sync, async] {
            #expect(try await sink.onFailure(.skip).run() == 12)
            #expect(try await sink.onFailure(.restart).run() == 9)
            let error = await #expect(throws: GraphError.self) { try await sink.run() }
            #expect(error?.underlying as? TestFailure == TestFailure(number: 3))
        }
    }
}
