import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("joined by arrival", .timeLimit(.minutes(5)))
struct JoinedByArrivalTests {
    /// Letters that are equal but for their case are partners; the small ones are in the left flow.
    private func joined(_ flows: [Flow<String>], within seconds: Int, holding: Int = 100) -> Flow<String> {
        flows[0].joined(
            with: flows[1], on: { $0 }, { $0.lowercased() }, within: .seconds(seconds), holding: holding
        ).map { $0 + $1 }
    }

    @Test(
        "an element waits for its partner as long as it may, whichever comes first",
        arguments: [
            (["a-b---|", "--A--B|"], "--'aA'---|"), (["--a--b|", "A---B-|"], "--'aA'--'bB'|"),
            (["a--b|", "---A|"], "----|"), (["a-|", "--A--B-|"], "--'aA'|"), (["a-#", "-A-A|"], "-'aA'#"),
        ])
    func waits(sources: [String], expected: String) async throws {
        try await expectMarbles(sources, gives: expected) { joined($0, within: 3) }
    }

    @Test("every pair comes once, also several of one element, in the order of the partners")
    func several() async throws {
        try await expectMarbles(["aa--a|", "--AA-|"], gives: "--('aA''aA')('aA''aA')('aA''aA')|") {
            joined($0, within: 5)
        }
    }

    @Test("R6 an element that comes in the moment in which another's time is over is too late for it")
    func tie() async throws {
        try await expectMarbles(["a--|", "--A|"], gives: "---|") { joined($0, within: 2) }
        try await expectMarbles(["--a|", "A--|"], gives: "---|") { joined($0, within: 2) }
    }

    @Test("R5 elements without a partner are counted as dropped, when their time is over and at the end")
    func dropped() async throws {
        let (clock, left, right) = (TestClock(), Inlet<String>(), Inlet<String>())
        try await Graph { joined([Flow(left), Flow(right)], within: 2).ignore() }.run(clock: clock) { run in
            try await left.send("a")
            try await right.send("B")
            try await run.comeToRest()
            #expect(run.snapshot()["joined"]?.dropped == 0)
            clock.advance(by: .seconds(2))
            try await run.comeToRest()
            #expect(run.snapshot()["joined"]?.dropped == 2)
            try await left.send("c")
            left.finish()
            right.finish()
            try await run.value
            #expect(run.snapshot()["joined"]?.dropped == 3)
        }
    }

    @Test("one element too many that waits fails the flow")
    func tooMany() async throws {
        let flow = joined([Flow(["a", "b", "c"]), .never()], within: 9, holding: 2)
        let error = await #expect(throws: GraphError.self) { try await flow.ignore().run(clock: TestClock()) }
        #expect((error?.underlying as? TooManyWaiting)?.limit == 2)
    }

    @Test("it completes when one flow has and nothing of it waits, and cancels the other")
    func completes() async throws {
        let log = Recorder<ProbeSource.Event>()
        let endless = Flow(source: ProbeSource(log: log)).capacity(1).map { "\($0)" }
        #expect(try await joined([.empty(), endless], within: 9).count().run() == 0)
        #expect(log.closings <= 1)
        #expect(try await joined([.empty(), .never()], within: 9).count().run() == 0)
    }

    @Test("arguments that make no sense are found before the graph runs")
    func limits() {
        let flows = [Flow(["a"]), Flow(["A"])]
        for seconds in [0, -1] { #expect(problems(of: joined(flows, within: seconds).ignore()).count == 1) }
        #expect(problems(of: joined(flows, within: 1, holding: 0).ignore()).count == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["a-b---|", "--A---B|"], gives: "--'aA'---|") {
            $0[0].joined(with: $0[1], on: { $0 }, { $0.lowercased() }, within: .seconds(3)).map { $0 + $1 }
        }
    }
}
