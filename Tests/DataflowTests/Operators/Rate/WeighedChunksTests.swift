import Dataflow
import DataflowTesting
import Testing

@Suite("chunks(weighing:limit:)", .timeLimit(.minutes(5)))
struct WeighedChunksTests {
    private func chunks(_ weights: [Int]) async throws -> [[Int]] {
        try await Flow(weights).chunks(weighing: { $0 }, limit: 10).collect().run()
    }

    @Test("an array leaves at its limit, or before an element that would exceed it")
    func limit() async throws {
        #expect(try await chunks([4, 6, 3, 3, 3, 2, 1]) == [[4, 6], [3, 3, 3], [2, 1]])
        #expect(try await chunks([]) == [])
        #expect(try await chunks([0, 0, -5]) == [[0, 0, -5]])
        #expect(try await chunks([9, 0, 1, 0]) == [[9, 0, 1], [0]])
    }

    @Test("an element that is too heavy is an array by itself")
    func heavy() async throws {
        #expect(try await chunks([25, 1, 25, .max, 2]) == [[25], [1], [25], [.max], [2]])
        #expect(try await chunks([1, 10, 1]) == [[1], [10], [1]])
    }

    @Test("it keeps the laws of every operator; the rest comes before a failure")
    func laws() async throws {
        let input = [4, 7, 2, 9, 1, 1]
        try await OperatorLaws(input, gives: [[4], [7, 2], [9, 1], [1]]) { flow in
            flow.chunks(weighing: { $0 }, limit: 10)
        }.check()
    }

    @Test("an element that cannot be weighed fails the flow, or is dropped where it says so")
    func throwing() async throws {
        let weigh: @Sendable (Int) throws -> Int = { number in
            if number == 2 { throw TestFailure() }
            return 1
        }
        let flow = Flow(0..<4).chunks(weighing: weigh, limit: 2)
        #expect(try await flow.onFailure(.skip).collect().run() == [[0, 1], [3]])
        await #expect(throws: GraphError.self) { try await flow.collect().run() }
    }

    @Test("a limit below 1 is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).chunks(weighing: { $0 }, limit: 0).collect()).count == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("1-2-3-|", gives: "----'12'-(3|)") {
            $0.chunks(weighing: { Int($0)! }, limit: 4).map { $0.joined() }
        }
    }
}
