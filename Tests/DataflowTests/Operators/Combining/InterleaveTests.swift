import Dataflow
import DataflowTesting
import Testing

@Suite("interleave", .timeLimit(.minutes(5)))
struct InterleaveTests {
    @Test("of one flow it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input) { interleave($0, segment: 7) }.check()
    }

    @Test("each flow gives a segment in its turn; one that has completed is left out")
    func turns() async throws {
        let flows = [Flow([1, 2, 3]), Flow([11]), Flow([21, 22, 23, 24, 25])]
        #expect(try await interleave(flows).collect().run() == [1, 11, 21, 2, 22, 3, 23, 24, 25])
        #expect(try await interleave(flows, segment: 2).collect().run() == [1, 2, 11, 21, 22, 3, 23, 24, 25])
        #expect(try await interleave([Flow<Int>]()).collect().run() == [])
    }

    @Test("a flow waits for its turn, also when the one whose turn it is has nothing")
    func waits() async throws {
        try await expectMarbles(["a---b-|", "xy---|"], gives: "(ax)---(by)-|") { interleave($0[0], $0[1]) }
    }

    @Test("a failure comes in its turn")
    func failure() async throws {
        try await expectMarbles(["a#", "--x-|"], gives: "a-(x#)") { interleave($0[0], $0[1]) }
    }

    @Test("a segment below 1 is a finding")
    func badSegment() {
        let sink = interleave(Flow(1...2), segment: 0).ignore()
        #expect(problems(of: sink) == ["a segment of 0 elements takes nothing from any flow."])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["a---b-|", "xy---|"], gives: "(ax)---(by)-|") { interleave($0[0], $0[1]) }
    }
}
