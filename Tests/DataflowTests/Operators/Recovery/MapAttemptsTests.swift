import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("map(attempts:)", .timeLimit(.minutes(5)))
struct MapAttemptsTests {
    private let calls = DataflowProbes.Recorder<Int>()

    /// Fails for each element as often as its last digit says.
    private func unsteady(_ number: Int) throws -> Int {
        calls.record(number)
        let tries = calls.elements.count { $0 == number }
        if tries <= number % 10 { throw TestFailure(number: number) }
        return number * 2
    }

    @Test("with one attempt it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<300)
        try await OperatorLaws(input, gives: input.map { $0 + 1 }) {
            $0.map(attempts: 1, concurrency: 3) { number in
                await Task.yield()
                return number + 1
            }
        }.check()
    }

    @Test("an element is tried again until it succeeds; the results keep their order", arguments: [1, 4])
    func succeeds(concurrency: Int) async throws {
        let flow = Flow(0..<30).map(attempts: 10, concurrency: concurrency) { try unsteady($0) }
        #expect(try await flow.collect().run() == (0..<30).map { $0 * 2 })
        #expect(calls.count == (0..<30).map { $0 % 10 + 1 }.reduce(0, +))
    }

    @Test("the last attempt's error fails the node, or drops the element")
    func fails() async throws {
        let flow = Flow(0..<10).map(attempts: 3) { try unsteady($0) }.named("map")
        let error = await #expect(throws: GraphError.self) { try await flow.collect().run() }
        #expect(error?.node == "map")
        #expect(error?.underlying as? TestFailure == TestFailure(number: 3))
        #expect(calls.elements.count { $0 == 3 } == 3)
        let others = Flow(20..<30).map(attempts: 3) { try unsteady($0) }
        #expect(try await others.onFailure(.skip).collect().run() == [40, 42, 44])
    }

    @Test("an error that is not worth it is not tried again")
    func refuses() async throws {
        let flow = Flow(3..<4).map(attempts: 9, when: { _ in false }) { try unsteady($0) }
        await #expect(throws: GraphError.self) { try await flow.ignore().run() }
        #expect(calls.elements == [3])
    }

    @Test("it pauses on the graph's clock while others go on")
    func pauses() async throws {
        let values: [Character: Int] = ["a": 12, "b": 20, "A": 24, "B": 40]
        try await expectMarbles("ab---|", gives: "-B-A-|", values: values, results: values) { [self] flow in
            let backoff = Backoff.exponential(from: .seconds(1), jitter: 0)
            return flow.map(attempts: 3, backoff: backoff, concurrency: 2, ordered: false) { try unsteady($0) }
        }
    }

    @Test("a pause ends at once when the run is cancelled")
    func cancelled() async throws {
        let flow = Flow(9..<10).map(attempts: 99, backoff: .constant(.seconds(3_600))) { try unsteady($0) }
        let clock = TestClock()
        let calls = calls
        await #expect(throws: CancellationError.self) {
            try await Graph { flow.ignore() }.run(clock: clock) { run in
                await settle { calls.count == 1 }
                run.cancel()
                _ = try await run.value
            }
        }
        #expect(calls.count == 1)
    }
}
