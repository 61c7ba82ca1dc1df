import Dataflow
import DataflowTesting
import Testing

@Suite("dropLast", .timeLimit(.minutes(5)))
struct DropLastTests {
    @Test("it keeps the laws of every operator", arguments: [0, 1, 7, 100, 101])
    func laws(count: Int) async throws {
        let input = Array(0..<100)
        try await OperatorLaws(input, gives: Array(input.dropLast(count))) { $0.dropLast(count) }.check()
    }

    @Test("an element comes once it is not among the last")
    func frames() async throws {
        try await expectMarbles("-a-b-c-|", gives: "---a-b-|") { $0.dropLast() }
        try await expectMarbles("-a-b-c-#", gives: "-----a-#") { $0.dropLast(2) }
        try await expectMarbles("-a-b-|", gives: "-a-b-|") { $0.dropLast(0) }
    }

    @Test("a negative count is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).dropLast(-2).collect()) == ["it cannot leave out -2 elements."])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b-c|", gives: "--a-b|") { $0.dropLast(1) }
    }
}
