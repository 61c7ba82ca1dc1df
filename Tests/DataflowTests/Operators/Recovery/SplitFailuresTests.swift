import Dataflow
import Testing

@Suite("splitFailures", .timeLimit(.minutes(5)))
struct SplitFailuresTests {
    private func check(
        _ parts: (elements: Flow<Int>, failures: Flow<FailedElement<Int>>)
    ) async throws {
        let (elements, failures) = try await Graph {
            parts.elements.collect()
            parts.failures.collect()
        }.run()
        #expect(elements.sorted() == (0..<100).filter { $0 % 3 != 1 }.map { $0 * 2 })
        #expect(failures.map(\.element).sorted() == (0..<100).filter { $0 % 3 == 1 })
        for failure in failures {
            #expect(failure.error as? TestFailure == TestFailure(number: failure.element))
        }
    }

    @Test("results go one way, elements whose closure throws the other, with their errors")
    func sync() async throws {
        try await check(
            Flow(0..<100).splitFailures { (number: Int) throws -> Int in
                if number % 3 == 1 { throw TestFailure(number: number) }
                return number * 2
            })
    }

    @Test("closures that await may run side by side, in order or not", arguments: [true, false])
    func async(isOrdered: Bool) async throws {
        try await check(
            Flow(0..<100).splitFailures(concurrency: 4, ordered: isOrdered) { (number: Int) async throws -> Int in
                await Task.yield()
                if number % 3 == 1 { throw TestFailure(number: number) }
                return number * 2
            })
    }

    @Test("a failure of upstream reaches both flows, after what came before")
    func upstream() async throws {
        let seen = Recorder<Int>()
        let failing = Flow(source: ProbeSource(0..<4, failing: TestFailure(number: 9))).named("failing")
        let (elements, failures) = failing.splitFailures { (number: Int) throws -> Int in
            if number % 2 == 1 { throw TestFailure(number: number) }
            return number
        }
        let graph = Graph {
            elements.forEach { seen.record($0) }
            failures.map(\.element).replaceError(with: -1).forEach { seen.record($0) }
        }
        let error = await #expect(throws: GraphError.self) { try await graph.run() }
        #expect(error?.node == "failing")
        #expect(error?.underlying as? TestFailure == TestFailure(number: 9))
    }

    @Test("a flow that nobody consumes is a finding")
    func unconsumed() {
        let (elements, _) = Flow(0..<4).splitFailures { (number: Int) throws in number }
        #expect(problems(of: elements.ignore()).count == 1)
    }
}
