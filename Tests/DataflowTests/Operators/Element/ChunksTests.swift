import Dataflow
import DataflowTesting
import Testing

@Suite("chunks", .timeLimit(.minutes(5)))
struct ChunksTests {
    @Test("chunks keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<7)
        let rest = [[0, 1, 2], [3, 4, 5], [6]]
        try await OperatorLaws(input, gives: rest) { $0.chunks(of: 3) }.check()
        try await OperatorLaws(input, gives: [input]) { $0.chunks(of: 7) }.check()
        try await OperatorLaws(input, gives: input.map { [$0] }) { $0.chunks(of: 1) }.check()
    }

    @Test("a huge size takes no room before the elements have come")
    func huge() async throws {
        #expect(try await Flow([1, 2]).chunks(of: .max).collect().run() == [[1, 2]])
    }

    @Test("a size below 1 is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).chunks(of: 0).collect()).count == 1)
        #expect(problems(of: Flow(0..<3).chunks(of: 1).collect()).isEmpty)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b-c|", gives: "--'ab'--(c|)") { $0.chunks(of: 2).map { $0.joined() } }
    }
}
