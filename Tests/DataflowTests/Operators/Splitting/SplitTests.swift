import Dataflow
import Testing

@Suite("split", .timeLimit(.minutes(5)))
struct SplitTests {
    @Test("each element comes out on one side, in order, at any capacity and in every run", arguments: [1, 2, 256])
    func order(capacity: Int) async throws {
        let (even, odd) = Flow(0..<500).capacity(capacity).split { $0 % 2 == 0 }
        let graph = Graph {
            even.capacity(capacity).collect()
            odd.capacity(capacity).collect()
        }
        for _ in 0..<2 {
            let ((evens, odds), snapshot) = try await runToEnd(graph)
            #expect(evens == Array(stride(from: 0, to: 500, by: 2)))
            #expect(odds == Array(stride(from: 1, to: 500, by: 2)))
            #expect(snapshot.isConserved)
        }
    }

    @Test("an empty input, or one that goes all to one side, completes both")
    func oneSided() async throws {
        let (none, all) = Flow(0..<1_000).split { _ in false }
        let (count, rest) = try await Graph {
            none.count()
            all.count()
        }.run()
        #expect(count == 0)
        #expect(rest == 1_000)
    }

    @Test("a side that nobody wants any more drops its elements, counted, and the other side goes on")
    func oneLeaves() async throws {
        let (even, odd) = Flow(0..<1_000).capacity(8).split { $0 % 2 == 0 }
        let (values, snapshot) = try await runToEnd(
            Graph {
                even.capacity(8).prefix(1).collect()
                odd.capacity(8).count()
            }
        )
        #expect(values == ([0], 500))
        #expect(snapshot.isConserved)
        let thrownAway = snapshot.edges.reduce(0) { $0 + $1.discarded }
        #expect(thrownAway == 499)
    }

    @Test("a failure of upstream, and one of the predicate, reach both sides")
    func failure() async throws {
        let failing = Flow(source: ProbeSource(0..<4, failing: TestFailure(number: 9))).split { $0 < 2 }
        let throwing = Flow(0..<9).split { try refusing(3, $0) < 2 }
        for (flows, number) in [(failing, 9), (throwing, 3)] {
            let seen = Recorder<Int>()
            let sink = merge(flows.matching.map { $0 }, flows.others).forEach { seen.record($0) }
            let error = await #expect(throws: GraphError.self) { try await sink.run() }
            #expect(error?.underlying as? TestFailure == TestFailure(number: number))
            #expect(seen.elements.allSatisfy { $0 < number })
        }
    }

    @Test("skip drops an element for which the predicate throws")
    func skip() async throws {
        let (low, high) = Flow(0..<6).split { try refusing(3, $0) < 2 }
        let (values, snapshot) = try await runToEnd(
            Graph {
                low.onFailure(.skip).collect()
                high.collect()
            }
        )
        #expect(values == ([0, 1], [2, 4, 5]))
        #expect(snapshot["split"]?.dropped == 1)
    }

    @Test("a side without a sink is found before the graph runs")
    func unconsumed() {
        #expect(problems(of: Flow(0..<3).split { $0 > 1 }.matching.collect()).count == 1)
    }
}
