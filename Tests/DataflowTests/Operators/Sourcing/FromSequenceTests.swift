import Dataflow
import DataflowTesting
import Testing

@Suite("Flow(sequence)", .timeLimit(.minutes(5)))
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

    @Test("an object that is its own iterator is read by one run, and cannot be retried; a value is read by each")
    func onePass() async throws {
        let sink = Flow(Countdown()).collect()
        #expect(try await sink.run() == [2, 1, 0])
        await #expect(throws: InvalidGraph.self) { try await sink.run() }
        let found = problems(of: Flow(Countdown()).retry(1).ignore())
        #expect(found.count == 1 && found.first?.hasSuffix("can be read once.") == true)
        #expect(problems(of: Flow(stride(from: 0, to: 9, by: 2)).retry(1).ignore()) == [])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles([], gives: "(ab|)") { _ in Flow(["a", "b"]) }
    }
}

/// What was taken from it is gone for the next who iterates.
private final class Countdown: Sequence, IteratorProtocol, Sendable {
    private let left = Watched(3)

    func next() -> Int? {
        let left = left.update { left in
            left -= 1
            return left
        }
        return left < 0 ? nil : left
    }
}
