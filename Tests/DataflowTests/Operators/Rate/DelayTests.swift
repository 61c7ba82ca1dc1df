import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("delay", .timeLimit(.minutes(5)))
struct DelayTests {
    @Test(
        "each element leaves the interval after it came, and the end behind the last",
        arguments: [
            ("---a--b--|", "------a--(b|)"), ("ab(cd)e--------|", "---ab(cd)e-----|"), ("a|", "---(a|)"),
            ("a-#", "---(a#)"), ("|", "|"), ("-#", "-#"),
        ])
    func delayed(input: String, output: String) async throws {
        try await expectMarbles(input, gives: output) { $0.delay(for: .seconds(3)) }
    }

    @Test("no more wait at once than it may hold; the others stay in the mailbox")
    func bounded() async throws {
        let (source, sink, clock) = (TestSource<Int>(capacity: 2), TestSink<Int>(), TestClock())
        sink.requestAll()
        try await Graph { sink.sink(source.flow.delay(for: .seconds(3), holding: 2)) }.run(clock: clock) { _ in
            try await source.send(1, 2, 3, 4)
            try await source.expectNoDemand()
            clock.advance(by: .seconds(3))
            try await sink.expect(1, 2)
            try await sink.expectNothing()
            clock.advance(by: .seconds(3))
            try await sink.expect(3, 4)
        }
    }

    @Test("R4 what waits when the run is cancelled is counted as discarded")
    func cancel() async throws {
        let (source, sink) = (TestSource<Int>(), TestSink<Int>())
        let flow = source.flow.delay(for: .seconds(1)).named("delay")
        let outcome = try await Graph { sink.sink(flow) }.outcome(clock: TestClock()) { run in
            try await source.send(1, 2, 3)
            try await sink.expectNothing()
            run.cancel()
        }
        #expect(outcome.snapshot.node("delay")?.discarded == 3)
    }

    @Test("it keeps the laws of every operator", arguments: [Duration.zero, .nanoseconds(1)])
    func laws(interval: Duration) async throws {
        let input = Array(0..<500)
        try await OperatorLaws(input, gives: input) { $0.delay(for: interval) }.check()
    }

    @Test("a negative interval, and no room, are found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).delay(for: .seconds(-1)).collect()).count == 1)
        #expect(problems(of: Flow(0..<3).delay(for: .seconds(1), holding: 0).collect()).count == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b|", gives: "--a-(b|)") { $0.delay(for: .seconds(2)) }
    }
}
