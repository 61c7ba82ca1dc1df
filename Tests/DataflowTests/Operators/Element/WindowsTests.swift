import Dataflow
import DataflowTesting
import Testing

@Suite("windows(ofCount:)", .timeLimit(.minutes(5)))
struct WindowsTests {
    @Test("it keeps the laws of every operator", arguments: [1, 2, 7])
    func laws(size: Int) async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: (0...1_000 - size).map { Array($0..<$0 + size) }) {
            $0.windows(ofCount: size)
        }.check()
    }

    @Test("a flow that is shorter than a window gives none")
    func short() async throws {
        #expect(try await Flow(0..<4).windows(ofCount: 5).count().run() == 0)
        #expect(try await Flow(0..<5).windows(ofCount: 5).collect().run() == [Array(0..<5)])
    }

    @Test("a window below 1 is a finding")
    func bad() {
        #expect(
            problems(of: Flow(0..<4).windows(ofCount: 0).ignore()) == ["a window of 0 elements shows nothing."])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b-c-d|", gives: "----'abc'-'bcd'|") { $0.windows(ofCount: 3).map { $0.joined() } }
    }
}
