import Dataflow
import DataflowProbes
import Testing

@Suite("F: failure")
struct FailureTests {
    @Test(
        "F5 T39 A failure from above waits for the async work before it, and is a failure, not a stall",
        arguments: parallelisms, [1, 4])
    func failureBehindAsyncWork(parallelism: Int, concurrency: Int) async throws {
        let gate = Gate()
        let source = HandSource<Int>()
        let sink = source.flow().asyncStep(concurrency: concurrency) { element in
            await gate.waitRegardless()
            return element
        }.gathered()
        let outcome = try await sink.outcome("F5", parallelism: parallelism) { run in
            try await source.send(1)
            await gate.arrived(1)
            source.fail(Boom())
            await settle { run.snapshot().nodes[0].hasEnded }
            gate.open()
        }
        #expect(outcome.graphError?.underlying as? Boom == Boom())
        #expect(outcome.graphError?.node == "inlet")
    }

    @Test("F6 T25 A failure that comes by two branches is told once", arguments: parallelisms, capacities)
    func diamond(parallelism: Int, capacity: Int?) async throws {
        let source = Flow<Int>.counting(5, failure: Boom()).room(capacity)
        let left = source.step { $0 }.room(capacity)
        let right = source.step { -$0 }.room(capacity)
        for sink in [zip(left, right).step { $0.0 }.gathered(), joined([left, right]).gathered()] {
            let outcome = try await sink.outcome("F6", parallelism: parallelism)
            #expect(outcome.graphError?.node == "source")
            #expect(outcome.graphError?.others.map(\.node) == [])
        }
    }
}
