import Dataflow
import DataflowTesting
import Testing

@Suite("interspersed", .timeLimit(.minutes(5)))
struct InterspersedTests {
    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(1...500)
        let output = [1] + (2...500).flatMap { [0, $0] }
        try await OperatorLaws(input, gives: output) { $0.interspersed(with: 0) }.check()
    }

    @Test("a separator comes with the element behind it, and none at the end")
    func marbles() async throws {
        try await expectMarbles("-a--b-|", gives: "-a--(xb)-|") { $0.interspersed(with: "x") }
        try await expectMarbles("-a--#", gives: "-a--#") { $0.interspersed(with: "x") }
    }

    @Test("it may stand between groups")
    func groups() async throws {
        let flow = Flow(1...5).interspersed(every: 2, with: 0)
        #expect(try await flow.collect().run() == [1, 2, 0, 3, 4, 0, 5])
        #expect(
            problems(of: Flow(1...5).interspersed(every: 0, with: 0).ignore())
                == ["separators cannot stand after every 0 elements."])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b-c|", gives: "a-(xb)-(xc)|") { $0.interspersed(with: "x") }
    }
}
