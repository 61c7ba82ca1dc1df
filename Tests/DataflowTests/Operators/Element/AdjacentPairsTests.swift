import Dataflow
import DataflowTesting
import Testing

@Suite("adjacentPairs", .timeLimit(.minutes(5)))
struct AdjacentPairsTests {
    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: (1..<1_000).map { [$0 - 1, $0] }) { flow in
            flow.adjacentPairs().map { [$0.0, $0.1] }
        }.check()
    }

    @Test("one element has no neighbour")
    func single() async throws {
        #expect(try await Flow.just(1).adjacentPairs().count().run() == 0)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b-c|", gives: "--'ab'-'bc'|") { $0.adjacentPairs().map { $0 + $1 } }
    }
}
