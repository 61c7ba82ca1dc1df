import Dataflow
import DataflowTesting
import Testing

@Suite("zip of a list", .timeLimit(.minutes(5)))
struct ZipListTests {
    @Test("with flows that never end it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input.map { [5, $0, $0] }) { flow in
            zip([Flow(repeatElement(5, count: 1_000_000)), flow, Flow(0...)])
        }.check()
    }

    @Test("there is an array for each element of the shortest flow", arguments: [1, 2, 5, 30])
    func lists(count: Int) async throws {
        let flows = (0..<count).map { list in Flow(0..<(40 + list)).capacity(1 + list % 4).map { $0 + list * 100 } }
        let arrays = try await zip(flows).collect().run()
        #expect(arrays == (0..<40).map { row in (0..<count).map { row + $0 * 100 } })
    }

    @Test("a zip of no flows is a finding")
    func nothing() {
        #expect(problems(of: zip([Flow<Int>]()).ignore()) == ["a zip of nothing has no elements."])
    }

    @Test("C3 it completes when one flow has completed and holds nothing, and cancels the others")
    func cancelsOthers() async throws {
        let log = Recorder<ProbeSource.Event>()
        let endless = Flow(source: ProbeSource(log: log)).capacity(2)
        #expect(try await zip([endless, .never(), .empty()]).count().run() == 0)
        #expect(log.closings == 1)
    }

    @Test("a failure comes after the arrays before it")
    func failure() async throws {
        try await expectMarbles(["a-b-#", "x---y"], gives: "a---(b#)") { flows in
            zip(flows).map { $0[0] }
        }
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["a-b--|", "-x-y-|"], gives: "-'ax'-'by'-|") { zip($0).map { $0.joined() } }
    }
}
