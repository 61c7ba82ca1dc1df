import Dataflow
import DataflowProbes
import Testing

@Suite("combineLatest", .timeLimit(.minutes(1)))
struct CombineLatestTests {
    private let left = Inlet<Int>()
    private let right = Inlet<String>()
    private let seen = Recorder<String>()

    private var graph: Graph<Void> {
        let flow = combineLatest(Flow(left).named("left"), Flow(right).named("right"))
        return Graph { flow.forEach { seen.record("\($0.0)\($0.1)") } }
    }

    @Test("of one flow it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input) { combineLatest($0) }.check()
    }

    @Test("of one flow it goes on after it has waited")
    func single() async throws {
        async let end: Void = combineLatest(Flow(right)).forEach { seen.record($0) }.run()
        for count in 1...3 {
            try await right.send("\(count)")
            try await seen.elements(atLeast: count)
        }
        right.finish()
        try await end
        #expect(seen.elements == ["1", "2", "3"])
    }

    @Test("a combineLatest of nothing is a finding")
    func nothing() {
        #expect(problems(of: combineLatest().ignore()) == ["a combineLatest of nothing has no elements."])
    }

    @Test("T31: nothing comes out before every input has had an element, then one tuple for each arrival")
    func arrivals() async throws {
        try await graph.run { run in
            for number in 1...3 { try await left.send(number) }
            await settle { run.snapshot().edge(after: "left")?.delivered == 3 }
            #expect(seen.elements == [])
            try await right.send("a")
            #expect(try await seen.elements(atLeast: 1) == ["3a"])
            try await right.send("b")
            #expect(try await seen.elements(atLeast: 2) == ["3a", "3b"])
            try await left.send(4)
            #expect(try await seen.elements(atLeast: 3) == ["3a", "3b", "4b"])
            try await left.send(4)
            #expect(try await seen.elements(atLeast: 4) == ["3a", "3b", "4b", "4b"])
            left.finish()
            right.finish()
            try await run.value
        }
        #expect(seen.count == 4)
    }

    @Test("an input that has completed stays with its latest element, until the last one completes")
    func completedInput() async throws {
        try await graph.run { run in
            try await left.send(9)
            left.finish()
            await settle { run.snapshot().node("left")?.hasEnded == true }
            await settle { run.snapshot().edge(after: "left")?.delivered == 1 }
            for letter in ["a", "b", "c"] { try await right.send(letter) }
            #expect(try await seen.elements(atLeast: 3) == ["9a", "9b", "9c"])
            #expect(!run.hasEnded)
            right.finish()
            try await run.value
        }
        #expect(seen.count == 3)
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
}
