import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("chunksWhileBusy", .timeLimit(.minutes(5)))
struct ChunksWhileBusyTests {
    @Test("a quick downstream gets arrays of one element")
    func quick() async throws {
        try await expectMarbles("a-(bc)-|", gives: "a-(bc)-|") { $0.chunksWhileBusy(max: 9).map { $0.joined() } }
    }

    @Test("a slow one gets what has come meanwhile, and upstream waits when the array is full")
    func slow() async throws {
        let (source, sink) = (TestSource<Int>(capacity: 1), TestSink<[Int]>())
        try await Graph { sink.sink(source.flow.chunksWhileBusy(max: 3)) }.run { _ in
            try await source.send(0)
            try await sink.expectNothing()
            try await source.send(1, 2, 3, 4)
            try await source.expectNoDemand()
            sink.requestAll()
            try await sink.expect([0], [1, 2, 3], [4])
            source.finish()
            try await sink.expectCompletion()
        }
    }

    @Test("nothing is lost in any circumstance")
    func laws() async throws {
        let input = Array(0..<500)
        for max in [1, 3, 1_000] {
            try await OperatorLaws(input, gives: input) { $0.chunksWhileBusy(max: max).flatMap { $0 } }.check()
        }
    }

    @Test("a maximum below 1 is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).chunksWhileBusy(max: 0).collect()).count == 1)
    }
}
