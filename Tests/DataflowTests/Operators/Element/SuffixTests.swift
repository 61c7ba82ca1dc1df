import Dataflow
import DataflowTesting
import Testing

@Suite("suffix", .timeLimit(.minutes(5)))
struct SuffixTests {
    @Test("it keeps the laws of every operator", arguments: [0, 1, 7, 100, 101])
    func laws(count: Int) async throws {
        let input = Array(0..<100)
        try await OperatorLaws(input, gives: Array(input.suffix(count))) { $0.suffix(count) }.check()
    }

    @Test("the last elements come at the end, and before a failure")
    func ends() async throws {
        try await expectMarbles("-a-b-c-|", gives: "-------(bc|)") { $0.suffix(2) }
        try await expectMarbles("-a-|", gives: "---(a|)") { $0.suffix(2) }
        try await expectMarbles("-a-b-c-#", gives: "-------(bc#)") { $0.suffix(2) }
        try await expectMarbles("|", gives: "|") { $0.suffix(2) }
        try await expectMarbles("-a-|", gives: "---|") { $0.suffix(0) }
    }

    @Test("they are in order, however many came before", arguments: 0..<12)
    func ring(length: Int) async throws {
        #expect(try await Flow(0..<length).suffix(5).collect().run() == Array(Array(0..<length).suffix(5)))
    }

    @Test("a negative count is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).suffix(-2).collect()) == ["it cannot let through -2 elements."])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b-c|", gives: "-----(bc|)") { $0.suffix(2) }
    }
}
