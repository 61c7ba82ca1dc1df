import Dataflow
import Testing

@Suite("partition", .timeLimit(.minutes(5)))
struct PartitionTests {
    @Test("each element comes out where the closure says, in order")
    func order() async throws {
        let parts = Flow(0..<300).partition(into: 3) { $0 % 3 }
        let values = try await Graph { for part in parts { part.collect() } }.run()
        #expect(values == (0..<3).map { Array(stride(from: $0, to: 300, by: 3)) })
    }

    @Test("a single part takes everything")
    func one() async throws {
        let parts = Flow(0..<300).partition(into: 1) { _ in 0 }
        #expect(try await parts[0].count().run() == 300)
    }

    @Test(
        "a number out of range fails with RouteOutOfRange, or drops the element if told so",
        arguments: [-1, 2, .max]
    )
    func outOfRange(port: Int) async throws {
        let parts = Flow(0..<4).partition(into: 2) { $0 == 2 ? port : $0 % 2 }
        let graph = Graph { for part in parts { part.collect() } }
        let error = await #expect(throws: GraphError.self) { try await graph.run() }
        #expect((error?.underlying as? RouteOutOfRange)?.output == port)
        #expect(error?.node == "partition")
        let skipping = Graph { for part in parts { part.onFailure(.skip).collect() } }
        #expect(try await skipping.run() == [[0], [1, 3]])
    }

    @Test("restart gives an operator of one's own its first state back")
    func restart() async throws {
        let parts = Flow([0, 1, 2, -1, 3, 4]).fanOut(into: 2, Alternating())
        let kept = try await Graph { for part in parts { part.onFailure(.skip).collect() } }.run()
        #expect(kept == [[0, 2, 4], [1, 3]])
        let restarted = try await Graph { for part in parts { part.onFailure(.restart).collect() } }.run()
        #expect(restarted == [[0, 2, 3], [1, 4]])
    }

    @Test("an output that is cancelled while elements go to it balances its count", arguments: 1...30)
    func cancelledMidChunk(repetition: Int) async throws {
        let parts = Flow(0..<20_000).partition(into: 2) { $0 & 1 }
        let graph = Graph {
            parts[0].map { Box($0) }.prefix(repetition * 100).count()
            parts[1].count()
        }
        let (values, snapshot) = try await runToEnd(graph)
        #expect(values == (repetition * 100, 10_000))
        #expect(snapshot.isConserved)
    }

    @Test("fewer parts than one are found before the graph runs")
    func limits() {
        let parts = Flow(0..<3).partition(into: 0) { $0 }
        #expect(problems(of: parts[0].collect()).count == 1)
    }
}

/// Something whose count of references must be right.
private final class Box: Sendable {
    let number: Int
    init(_ number: Int) { self.number = number }
}

private struct Alternating: FanOutBehavior {
    var next = 1

    mutating func route(_ element: Int) throws -> Route {
        if element < 0 { throw TestFailure() }
        next = 1 - next
        return .output(next)
    }
}
