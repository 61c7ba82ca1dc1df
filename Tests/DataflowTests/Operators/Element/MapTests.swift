import Dataflow
import DataflowTesting
import Testing

@Suite("map", .timeLimit(.minutes(5)))
struct MapTests {
    @Test("map keeps the laws of every operator, with both kinds of closure")
    func laws() async throws {
        let input = Array(0..<1_000)
        let output = input.map { $0 * 2 }
        try await OperatorLaws(input, gives: output) { $0.map { $0 * 2 } }.check()
        try await OperatorLaws(input, gives: output) { $0.map { await doubled($0) } }.check()
        try await OperatorLaws(input, gives: output) { $0.map(concurrency: 4) { await doubled($0) } }.check()
    }

    @Test("T20: a closure that throws ends the flow after what was emitted before, and closes the source")
    func stop() async throws {
        let (seen, log) = (Recorder<Int>(), Recorder<ProbeSource.Event>())
        let sink = Flow(source: ProbeSource(log: log)).map { try refusing(3, $0) }.forEach { seen.record($0) }
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 3))
        #expect(error?.node == "map")
        #expect(seen.elements == [0, 1, 2])
        #expect(log.closings == 1)
    }

    @Test("a closure that awaits and throws ends the flow after what was emitted before, and closes the source")
    func asyncStop() async throws {
        let (seen, log) = (Recorder<Int>(), Recorder<ProbeSource.Event>())
        let flow = Flow(source: ProbeSource(log: log)).map { try await asyncRefusing(3, $0) }
        let error = await #expect(throws: GraphError.self) { try await flow.forEach { seen.record($0) }.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 3))
        #expect(seen.elements == [0, 1, 2])
        #expect(log.closings == 1)
    }

    @Test("skip and restart drop the element whose closure throws, counted", arguments: [FailurePolicy.skip, .restart])
    func drops(policy: FailurePolicy) async throws {
        let graph = Graph {
            Flow(0..<6).map { try refusing(3, $0) }.named("sync").onFailure(policy).collect()
            Flow(0..<6).map { try await asyncRefusing(3, $0) }.named("async").onFailure(policy).collect()
        }
        let (values, snapshot) = try await runToEnd(graph)
        #expect(values == ([0, 1, 2, 4, 5], [0, 1, 2, 4, 5]))
        #expect(snapshot["sync"]?.dropped == 1)
        #expect(snapshot["async"]?.dropped == 1)
    }

    @Test("T38: at most `concurrency` elements are in work or wait for their turn, and results keep the order")
    func ordered() async throws {
        let gates = (0..<6).map { _ in Gate() }
        let (started, ended) = (Recorder<Int>(), Recorder<Int>())
        let sink = Flow(0..<6).map(concurrency: 3) { element in
            started.record(element)
            try await gates[element].pass()
            ended.record(element)
            return element
        }.collect()
        async let result = sink.run()
        #expect(try await Set(started.elements(atLeast: 3)) == [0, 1, 2])
        gates[2].open()
        gates[1].open()
        try await ended.elements(atLeast: 2)
        for _ in 0..<100 { await Task.yield() }
        // Two results wait behind element 0: nothing may start before that has left.
        #expect(started.count == 3)
        for gate in gates { gate.open() }
        #expect(try await result == [0, 1, 2, 3, 4, 5])
        #expect(started.elements.sorted() == [0, 1, 2, 3, 4, 5])
    }

    @Test("unordered, a result leaves as soon as it is there")
    func unordered() async throws {
        let gate = Gate()
        let seen = Recorder<Int>()
        let sink = Flow(0..<3).map(concurrency: 2, ordered: false) { element in
            if element == 0 { try await gate.pass() }
            return element
        }.forEach { seen.record($0) }
        async let result: Void = sink.run()
        #expect(try await seen.elements(atLeast: 2) == [1, 2])
        gate.open()
        try await result
        #expect(seen.elements == [1, 2, 0])
    }

    @Test("T39: a failure does not wait for a slower element before it, whose closure is cancelled and awaited")
    func failureAtOnce() async throws {
        let (started, ended) = (Gate(), Recorder<String>())
        let sink = Flow(0..<4).map(concurrency: 4) { element in
            if element == 0 {
                started.open()
                do { try await Gate().pass() } catch { ended.record("cancelled") }
            }
            try await started.pass()
            if element == 1 { throw TestFailure(number: 1) }
            return element
        }.collect()
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
        #expect(ended.elements == ["cancelled"])
    }

    @Test("a concurrency below 1 is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).map(concurrency: 0) { await doubled($0) }.collect()).count == 1)
        #expect(problems(of: Flow(0..<3).map(concurrency: 1) { await doubled($0) }.collect()).isEmpty)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b|", gives: "A-B|") { $0.map { $0.uppercased() } }
    }
}

func doubled(_ number: Int) async -> Int {
    await Task.yield()
    return number * 2
}

/// Gives the element back, but fails for one.
func refusing(_ refused: Int, _ element: Int) throws -> Int {
    if element == refused { throw TestFailure(number: element) }
    return element
}

func asyncRefusing(_ refused: Int, _ element: Int) async throws -> Int {
    await Task.yield()
    return try refusing(refused, element)
}
