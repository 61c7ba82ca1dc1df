import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("expanded", .timeLimit(.minutes(5)))
struct ExpandedTests {
    private let source = TestSource<Int>(capacity: 1)
    private let sink = TestSink<Int>()

    @Test("a quick downstream gets stand-ins of the last element, until the next one comes")
    func standIns() async throws {
        let flow = source.flow.expanded { number in sequence(first: number * 10) { $0 + 1 } }
        try await Graph { sink.sink(flow) }.run { _ in
            sink.request(4)
            try await source.send(1)
            try await sink.expect(1, 10, 11, 12)
            try await source.send(2)
            try await sink.expectNothing()
            sink.request(3)
            let next = [try await sink.next(), try await sink.next(), try await sink.next()]
            // A stand-in may lie before the sink when the next element comes.
            #expect(next == [2, 20, 21] || next == [13, 2, 20])
        }
    }

    @Test("when they run out it waits for the next element; no element is lost")
    func runOut() async throws {
        let flow = source.flow.expanded { number in [number * 10, number * 10 + 1] }
        try await Graph { sink.sink(flow) }.run { _ in
            sink.requestAll()
            try await source.send(1)
            try await sink.expect(1, 10, 11)
            try await sink.expectNothing()
            try await source.send(2)
            try await sink.expect(2, 20, 21)
            source.finish()
            try await sink.expectCompletion()
        }
    }

    @Test("without stand-ins it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<500)
        try await OperatorLaws(input, gives: input) { $0.expanded { _ in EmptyCollection<Int>() } }.check()
    }

    @Test("stand-ins that cannot be found out fail the flow, or drop the element where it says so")
    func throwing() async throws {
        let flow = Flow(0..<4).expanded { number in
            if number == 2 { throw TestFailure() }
            return [Int]()
        }
        #expect(try await flow.onFailure(.skip).collect().run() == [0, 1, 3])
        await #expect(throws: GraphError.self) { try await flow.collect().run() }
    }
}
