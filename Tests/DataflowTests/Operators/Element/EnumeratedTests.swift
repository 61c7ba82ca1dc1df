import Dataflow
import DataflowTesting
import Testing

@Suite("enumerated", .timeLimit(.minutes(5)))
struct EnumeratedTests {
    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(500..<1_500)
        try await OperatorLaws(input, gives: input.map { [$0 - 500, $0] }) { flow in
            flow.enumerated().map { [$0.offset, $0.element] }
        }.check()
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b|", gives: "'0a'-'1b'|") { $0.enumerated().map { "\($0.offset)\($0.element)" } }
    }
}
