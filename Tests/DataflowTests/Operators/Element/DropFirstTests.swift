import Dataflow
import DataflowTesting
import Testing

@Suite("dropFirst", .timeLimit(.minutes(5)))
struct DropFirstTests {
    @Test("dropFirst keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<100)
        try await OperatorLaws(input, gives: Array(1..<100)) { $0.dropFirst() }.check()
        try await OperatorLaws(input, gives: Array(40..<100)) { $0.dropFirst(40) }.check()
        try await OperatorLaws(input, gives: input) { $0.dropFirst(0) }.check()
        try await OperatorLaws(input, gives: []) { $0.dropFirst(101) }.check()
    }

    @Test("a negative count is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).dropFirst(-2).collect()) == ["it cannot leave out -2 elements."])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b-c|", gives: "----c|") { $0.dropFirst(2) }
    }
}
