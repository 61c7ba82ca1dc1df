import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("zip", .timeLimit(.minutes(5)))
struct ZipTests {
    @Test("zip with a flow that never ends keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input.map { [$0, $0 + 5] }) { zip($0, Flow(5...)).map { [$0.0, $0.1] } }
            .check()
        try await OperatorLaws(input, gives: input.map { [$0 + 5, $0] }) { zip(Flow(5...), $0).map { [$0.0, $0.1] } }
            .check()
    }

    @Test("the flows may be of different types and as many as one likes, one too")
    func types() async throws {
        let flow = zip(Flow(1...3), Flow(["a", "b", "c"]), Flow([true, false, true]), Flow([0.5, 1.5, 2.5]))
        let tuples = try await flow.map { "\($0.0) \($0.1) \($0.2) \($0.3)" }.collect().run()
        #expect(tuples == ["1 a true 0.5", "2 b false 1.5", "3 c true 2.5"])
        #expect(try await zip(Flow(0..<300)).capacity(2).collect().run() == Array(0..<300))
    }

    @Test("a zip of nothing is a finding")
    func nothing() {
        #expect(problems(of: zip().ignore()) == ["a zip of nothing has no elements."])
    }

    @Test("T29: three elements and five are three tuples; it completes without more demand", arguments: [true, false])
    func shortest(isFirst: Bool) async throws {
        let (short, long) = (Flow(1...3), Flow(1...5).capacity(1))
        let pairs = isFirst ? zip(short, long) : zip(long, short)
        try await pairs.map { $0.0 * 10 + $0.1 }.test { sink in
            sink.request(3)
            try await sink.expect(11, 22, 33)
            try await sink.expectCompletion()
        }
    }

    @Test("T29: when one input has completed, one that would go on for ever is cancelled", arguments: [1, 7, 64])
    func cancelsOthers(capacity: Int) async throws {
        let log = Recorder<ProbeSource.Event>()
        let endless = Flow(source: ProbeSource(log: log)).named("endless").capacity(capacity)
        let (count, snapshot) = try await runToEnd(Graph { zip(Flow(0..<3), endless, Flow<Int>.empty()).count() })
        #expect(count == 0)
        #expect(log.closings == 1)
        #expect(snapshot.isConserved)
        #expect(try await zip(endless, Flow(0..<3)).count().run() == 3)
        #expect(log.closings == 2)
    }

    @Test("T30: of an input whose partner is silent no more is produced than fits its mailbox", arguments: [1, 3, 16])
    func silent(capacity: Int) async throws {
        let log = Recorder<ProbeSource.Event>()
        let eager = Flow(source: ProbeSource(log: log)).named("eager").capacity(capacity)
        let seen = Recorder<Int>()
        try await Graph { zip(eager, .never()).forEach { (left: Int, _: Int) in seen.record(left) } }.run { run in
            try await run.comeToRest()
            #expect(run.snapshot().edge(after: "eager")?.isBackpressured == true)
            #expect((capacity...capacity + 1).contains(log.pulls))
        }
        #expect(seen.elements == [])
        #expect(log.closings == 1)
    }

    @Test("a failure comes after the tuples before it, and the other input is cancelled", arguments: [true, false])
    func failure(isFirst: Bool) async throws {
        let log = Recorder<ProbeSource.Event>()
        let failing = Flow(source: ProbeSource(0..<100, failing: TestFailure(number: 4))).named("failing").capacity(3)
        let endless = Flow(source: ProbeSource(log: log)).capacity(5)
        let seen = Recorder<Int>()
        let pairs = isFirst ? zip(failing, endless) : zip(endless, failing)
        let error = await #expect(throws: GraphError.self) {
            try await pairs.forEach { seen.record($0.0 + $0.1) }.run()
        }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 4))
        #expect(error?.node == "failing")
        #expect(seen.elements == (0..<100).map { $0 * 2 })
        #expect(log.closings == 1)
    }

    @Test("a failure of an input that has given its elements does not wait for a silent one")
    func failureBesideSilence() async throws {
        let sink = zip(Flow<Int>.failing(TestFailure(number: 5)), Flow<Int>.never()).ignore()
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 5))
    }

    @Test("a consumer that is satisfied cancels every input")
    func satisfied() async throws {
        let log = Recorder<ProbeSource.Event>()
        let flows = (0..<2).map { _ in Flow(source: ProbeSource(log: log)).capacity(2) }
        let pairs = zip(flows[0], flows[1]).prefix(4).map { $0.0 + $0.1 }
        #expect(try await pairs.collect().run() == [0, 2, 4, 6])
        #expect(log.closings == 2)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["a-b--|", "-x-y-|"], gives: "-'ax'-'by'-|") { zip($0[0], $0[1]).map { $0 + $1 } }
    }
}
