import Dataflow
import DataflowProbes
import Testing

@Suite("X: cancellation")
struct CancellationTests {
    @Test("X4 T20 Upstream is cancelled with the failure as its cause, in 300 of 300 runs", arguments: parallelisms)
    func cause(parallelism: Int) async throws {
        for run in 0..<300 {
            let source = HandSource<Int>()
            let sink = source.flow().step { $0 }.step { $0 }.step { (element: Int) -> Int in throw Boom() }.gathered()
            _ = source.offer(1)
            let outcome = try await sink.outcome("X4 \(run)", parallelism: parallelism)
            #expect(outcome.graphError?.underlying is Boom)
            guard case .failed(let error)? = source.cause(offering: 0), error is Boom else {
                Issue.record("run \(run): the cause is \(String(describing: source.cause(offering: 0)))")
                return
            }
        }
    }
}
