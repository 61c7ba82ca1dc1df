import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("combineLatest", .timeLimit(.minutes(5)))
struct CombineLatestTests {
    private let left = Inlet<Int>()
    private let right = Inlet<String>()
    private let seen = Recorder<String>()

    /// Letters and digits arrive; each tuple has a letter of its own.
    private func expect(_ sources: [String], gives expected: String, tuples: [Character: String]) async throws {
        let values = Dictionary(uniqueKeysWithValues: "0123456789abcd".map { ($0, "\($0)") })
        try await expectMarbles(sources, gives: expected, values: values, results: tuples) { flows in
            combineLatest(flows[0], flows[1]).map { $0.0 + $0.1 }
        }
    }

    @Test("of one flow it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input) { combineLatest($0) }.check()
    }

    @Test("of one flow it goes on after it has waited")
    func single() async throws {
        try await expectMarbles("12-3|", gives: "12-3|") { combineLatest($0) }
    }

    @Test("a combineLatest of nothing is a finding")
    func nothing() {
        #expect(problems(of: combineLatest().ignore()) == ["a combineLatest of nothing has no elements."])
    }

    @Test("T31: nothing comes out before every input has had an element, then one tuple for each arrival")
    func arrivals() async throws {
        try await expect(
            [
                "(123)--44|",
                "  -   ab--|",
            ], gives: "-xyzz|", tuples: ["x": "3a", "y": "3b", "z": "4b"])
    }

    @Test("an input that has completed stays with its latest element, until the last one completes")
    func completedInput() async throws {
        try await expect(
            [
                "(9|)",
                " -  abc-|",
            ], gives: "-xyz-|", tuples: ["x": "9a", "y": "9b", "z": "9c"])
    }

    @Test("an input that completes without an element completes it, and the others are cancelled", arguments: [1, 64])
    func emptyInput(capacity: Int) async throws {
        let log = Recorder<ProbeSource.Event>()
        let endless = Flow(source: ProbeSource(log: log)).capacity(capacity)
        let (count, snapshot) = try await runToEnd(Graph { combineLatest(endless, Flow<Int>.empty()).count() })
        #expect(count == 0)
        #expect(log.closings == 1)
        #expect(snapshot.isConserved)
    }

    @Test("once every input has had an element none is skipped, however slow downstream is")
    func backpressure() async throws {
        let gate = Gate()
        let numbers = Flow<Int> { emit in
            try await gate.pass()
            for number in 0..<300 { try await emit(number) }
        }
        let tuples = combineLatest(numbers.capacity(3), Flow(right).named("right")).capacity(1)
        let hand = HandSink<String>()
        try await Graph { hand.sink(tuples.map { "\($0.0)\($0.1)" }) }.run { run in
            try await right.send("a")
            right.finish()
            await settle { run.snapshot().edge(after: "right")?.delivered == 1 }
            gate.open()
            await settle { hand.isHolding }
            hand.pullAll()
            #expect(try await run.value == 300)
        }
        #expect(hand.elements == (0..<300).map { "\($0)a" })
    }

    @Test("it fails with the first failure of an input, after what that emitted, and the others are cancelled")
    func failure() async throws {
        let log = Recorder<ProbeSource.Event>()
        let endless = Flow(source: ProbeSource(log: log)).capacity(1)
        let failing = Flow(left).named("failing")
        let sink = combineLatest(failing, endless).forEach { tuple in seen.record("\(tuple.0)") }
        let run = Task { try await sink.run() }
        try await left.send(1)
        try await left.send(2)
        left.fail(TestFailure(number: 6))
        let error = await #expect(throws: GraphError.self) { try await run.value }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 6))
        #expect(error?.node == "failing")
        #expect(seen.elements.last == "2")
        #expect(log.closings == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["a---b-|", "-x-y---|"], gives: "-'ax'-'ay''by'--|") {
            combineLatest($0[0], $0[1]).map { $0.0 + $0.1 }
        }
    }
}
