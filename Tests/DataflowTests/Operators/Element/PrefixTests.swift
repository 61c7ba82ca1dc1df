import Dataflow
import DataflowTesting
import Testing

@Suite("prefix", .timeLimit(.minutes(5)))
struct PrefixTests {
    @Test("prefix keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<100)
        try await OperatorLaws(input, gives: Array(0..<10), isSatisfied: true) { $0.prefix(10) }.check()
        try await OperatorLaws(input, gives: input, isSatisfied: true) { $0.prefix(100) }.check()
        try await OperatorLaws(input, gives: input) { $0.prefix(1_000) }.check()
        try await OperatorLaws(input, gives: [], isSatisfied: true) { $0.prefix(0) }.check()
    }

    @Test("T37: prefix completes and cancels after n elements")
    func completes() async throws {
        let log = Recorder<ProbeSource.Event>()
        let (value, snapshot) = try await runToEnd(
            Graph { Flow(source: ProbeSource(log: log)).prefix(3).named("first three").collect() }
        )
        #expect(value == [0, 1, 2])
        #expect(snapshot["first three"]?.received == 3)
        #expect(log.closings == 1)
    }

    @Test("T37: prefix does not wait for element n + 1")
    func doesNotWait() async throws {
        let flow = concat(Flow(0..<3), .never())
        #expect(try await flow.prefix(3).collect().run() == [0, 1, 2])
    }

    @Test("T37: prefix(0) completes without a pull")
    func zero() async throws {
        let (value, snapshot) = try await runToEnd(Graph { Flow<Int>.never().prefix(0).named("none").collect() })
        #expect(value == [])
        #expect(snapshot["none"]?.received == 0)
    }

    @Test("a negative count is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).prefix(-1).collect()) == ["it cannot let -1 elements through."])
        #expect(problems(of: Flow(0..<3).prefix(0).collect()).isEmpty)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b-c|", gives: "a-(b|)") { $0.prefix(2) }
    }
}
