import Dataflow
import DataflowTesting
import Testing

@Suite("combineLatest of a list", .timeLimit(.minutes(5)))
struct CombineLatestListTests {
    @Test("of one flow it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input.map { [$0] }) { combineLatest([$0]) }.check()
    }

    @Test(
        "there is an array for each arrival, once every flow has had an element",
        arguments: [
            (["a--b-|", "-x--y-|"], ["m": "ax", "n": "bx", "o": "by"], "-m-no-|"),
            (["a---|", "-|"], [:], "-|"), (["a-|", "-x-y|"], ["m": "ax", "n": "ay"], "-m-n|"),
            (["a--#", "-x-y"], ["m": "ax"], "-m-#"),
        ] as [([String], [Character: String], String)])
    func marbles(sources: [String], results: [Character: String], expected: String) async throws {
        let values = Dictionary(uniqueKeysWithValues: "abxy".map { ($0, "\($0)") })
        try await expectMarbles(sources, gives: expected, values: values, results: results) { flows in
            combineLatest(flows).map { $0.joined() }
        }
    }

    @Test("a combineLatest of no flows is a finding")
    func nothing() {
        let sink = combineLatest([Flow<Int>]()).ignore()
        #expect(problems(of: sink) == ["a combineLatest of nothing has no elements."])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["a---b-|", "-x-y---|"], gives: "-'ax'-'ay''by'--|") {
            combineLatest($0).map { $0.joined() }
        }
    }
}
