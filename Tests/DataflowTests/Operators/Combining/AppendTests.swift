import Dataflow
import DataflowTesting
import Testing

@Suite("append", .timeLimit(.minutes(5)))
struct AppendTests {
    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input + [7, 8], nothing: [7, 8], beforeFailure: input) {
            $0.append(7, 8)
        }.check()
    }

    @Test("the other flow starts when this one has completed")
    func other() async throws {
        try await expectMarbles(["-a-|", "-----b|"], gives: "-a---b|") { $0[0].append($0[1]) }
        try await expectMarbles("-a-#", gives: "-a-#") { $0.append("x") }
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["-a-|", "-----b|"], gives: "-a---b|") { $0[0].append($0[1]) }
    }
}
