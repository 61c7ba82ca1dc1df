import Dataflow
import DataflowTesting
import Testing

@Suite("dropFirst(for:)", .timeLimit(.minutes(5)))
struct DropFirstForTests {
    @Test(
        "leaves out what comes within the time",
        arguments: [("-a-b-c-d-|", "-----c-d-|"), ("-a-|", "---|"), ("-a#", "--#")])
    func dropped(input: String, output: String) async throws {
        try await expectMarbles(input, gives: output) { $0.dropFirst(for: .seconds(5)) }
    }

    @Test("with no time it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<500)
        try await OperatorLaws(input, gives: input) { $0.dropFirst(for: .zero) }.check()
    }

    @Test("a negative time is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).dropFirst(for: .seconds(-1)).collect()).count == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b-c-d|", gives: "----c-d|") { $0.dropFirst(for: .seconds(3)) }
    }
}
