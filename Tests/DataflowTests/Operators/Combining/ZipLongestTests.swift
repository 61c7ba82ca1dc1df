import Dataflow
import DataflowTesting
import Testing

@Suite("zipLongest", .timeLimit(.minutes(5)))
struct ZipLongestTests {
    @Test("with an empty flow it keeps the laws of every operator", arguments: [true, false])
    func laws(isLeft: Bool) async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input.map { isLeft ? [$0, nil] : [nil, $0] }) { flow in
            isLeft
                ? zipLongest(flow, Flow<Int>.empty()).map { [$0.0, $0.1] }
                : zipLongest(Flow<Int>.empty(), flow).map { [$0.0, $0.1] }
        }.check()
    }

    @Test(
        "it pairs what there is, and the rest of the longer flow with nil", arguments: [(3, 5), (5, 3), (4, 4), (0, 2)])
    func longest(left: Int, right: Int) async throws {
        let pairs = try await zipLongest(Flow(0..<left).capacity(1), Flow(10..<10 + right)).collect().run()
        #expect(pairs.map { $0.0 } == (0..<max(left, right)).map { $0 < left ? $0 : nil })
        #expect(pairs.map { $0.1 } == (0..<max(left, right)).map { $0 < right ? $0 + 10 : nil })
    }

    @Test("an element that waits comes with nil when the other flow completes")
    func waits() async throws {
        let values = Dictionary(uniqueKeysWithValues: "abxy".map { ($0, "\($0)") })
        try await expectMarbles(
            ["a--b|", "-x---|"], gives: "-m---(n|)", values: values, results: ["m": "ax", "n": "b-"]
        ) { flows in zipLongest(flows[0], flows[1]).map { ($0.0 ?? "-") + ($0.1 ?? "-") } }
        try await expectMarbles(
            ["a-|", "-x-y-|"], gives: "-m-n-|", values: values, results: ["m": "ax", "n": "-y"]
        ) { flows in zipLongest(flows[0], flows[1]).map { ($0.0 ?? "-") + ($0.1 ?? "-") } }
        try await expectMarbles(["a-#", "-x-y-|"], gives: "-m#", values: values, results: ["m": "ax"]) { flows in
            zipLongest(flows[0], flows[1]).map { ($0.0 ?? "-") + ($0.1 ?? "-") }
        }
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["a-|", "-x-y-|"], gives: "-'ax'-'_y'-|") {
            zipLongest($0[0], $0[1]).map { ($0 ?? "_") + ($1 ?? "_") }
        }
    }
}
