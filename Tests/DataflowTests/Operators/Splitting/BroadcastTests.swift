import Dataflow
import DataflowTesting
import Testing

@Suite("a flow used twice", .timeLimit(.minutes(5)))
struct BroadcastTests {
    @Test("T34: both see the same elements, and the fast one is never more than a mailbox ahead of the slow one")
    func fastAndSlow() async throws {
        let slowCount = Watched(0)
        let ahead = Recorder<Int>()
        let source = Flow(0..<300)
        let (fast, slow) = try await Graph {
            source.capacity(4).map { number in
                ahead.record(number + 1 - slowCount.value)
                return number
            }.collect()
            source.capacity(4).map { number in
                await Task.yield()
                slowCount.update { $0 += 1 }
                return number
            }.collect()
        }.run()
        #expect(fast == Array(0..<300))
        #expect(slow == Array(0..<300))
        // Four in the slow one's mailbox, one in its hands.
        #expect(ahead.elements.max()! <= 5)
    }

    @Test("T35: when the slow one has enough, the fast one goes on to the end")
    func oneLeaves() async throws {
        let source = Flow(0..<2_000).capacity(2)
        let (all, some) = try await Graph {
            source.count()
            source.prefix(3).collect()
        }.run()
        #expect(all == 2_000)
        #expect(some == [0, 1, 2])
    }

    @Test("T35: when all have enough, the source is closed")
    func allLeave() async throws {
        let log = Recorder<ProbeSource.Event>()
        let source = Flow(source: ProbeSource(log: log))
        let (one, other) = try await Graph {
            source.prefix(3).collect()
            source.prefix(500).count()
        }.run()
        #expect(one == [0, 1, 2])
        #expect(other == 500)
        #expect(log.closings == 1)
    }

    @Test("a failure reaches every branch, after the elements before it, and is told once")
    func failure() async throws {
        let (left, right) = (Recorder<Int>(), Recorder<Int>())
        let source = Flow(source: ProbeSource(0..<50, failing: TestFailure(number: 1)))
        let graph = Graph {
            source.forEach { left.record($0) }
            source.map { $0 }.forEach { right.record($0) }
        }
        let error = await #expect(throws: GraphError.self) { try await graph.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
        #expect(error?.others.isEmpty == true)
        // The first branch to fail ends the run; no branch sees a gap.
        for seen in [left, right] { #expect(seen.elements == Array(0..<seen.count)) }
    }
}
