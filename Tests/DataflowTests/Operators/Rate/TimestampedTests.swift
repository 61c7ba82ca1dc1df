import Dataflow
import DataflowTesting
import Testing

@Suite("timestamped, measureInterval", .timeLimit(.minutes(5)))
struct TimestampedTests {
    private let letters: [Character: String] = ["a": "a", "b": "b", "c": "c"]

    @Test("each element comes with the time since the start")
    func timestamped() async throws {
        let results: [Character: Timestamped<String>] = [
            "x": Timestamped("a", at: .seconds(1)), "y": Timestamped("b", at: .seconds(3)),
            "z": Timestamped("c", at: .seconds(3)),
        ]
        try await expectMarbles("-a-(bc)-|", gives: "-x-(yz)-|", values: letters, results: results) {
            $0.timestamped()
        }
        try await expectMarbles("-a#", gives: "-x#", values: letters, results: results) { $0.timestamped() }
    }

    @Test("the time between elements, the first since the start")
    func intervals() async throws {
        let results: [Character: Duration] = ["x": .seconds(1), "y": .seconds(6), "z": .zero]
        try await expectMarbles("-a-----(bc)-|", gives: "-x-----(yz)-|", values: letters, results: results) {
            $0.measureInterval()
        }
    }

    @Test("they keep the laws of every operator")
    func laws() async throws {
        let input = Array(0..<500)
        try await OperatorLaws(input, gives: input) { $0.timestamped().map(\.element) }.check()
        try await OperatorLaws(input, gives: input.map { _ in true }) { $0.measureInterval().map { $0 >= .zero } }
            .check()
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b|", gives: "'a0'-'b2'|") {
            $0.timestamped().map { "\($0.element)\($0.time.components.seconds)" }
        }
        try await expectMarbles("-a--b|", gives: "-1--3|") { $0.measureInterval().map { "\($0.components.seconds)" } }
    }
}
