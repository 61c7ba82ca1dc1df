import Dataflow
import DataflowTesting
import Testing

@Suite("Flow(sequence)", .timeLimit(.minutes(1)))
struct FromSequenceTests {
    @Test("each run iterates the sequence anew, at any capacity", arguments: [1, 2, 7, 256])
    func elements(capacity: Int) async throws {
        let sink = Flow(stride(from: 0, to: 1_000, by: 3)).capacity(capacity).collect()
        #expect(try await sink.run() == Array(stride(from: 0, to: 1_000, by: 3)))
        #expect(try await sink.run() == Array(stride(from: 0, to: 1_000, by: 3)))
    }

    @Test("an infinite sequence is iterated only as far as there is room")
    func infinite() async throws {
        let pulls = Watched(0)
        let endless = sequence(first: 0) { last in
            pulls.update { $0 += 1 }
            return last + 1
        }
        #expect(try await Flow(endless).capacity(4).prefix(10).count().run() == 10)
        #expect(pulls.value <= 20)
    }
}
