import Dataflow
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
}
