import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("flatMap to flows", .timeLimit(.minutes(5)))
struct FlatMapFlowsTests {
    @Test("one flow at a time, it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<200)
        try await OperatorLaws(input, gives: input.flatMap { [$0, -$0] }) {
            $0.flatMap(maxConcurrent: 1) { Flow([$0, -$0]) }
        }.check()
    }

    @Test("every element of every flow comes once, each flow's in order", arguments: [1, 2, 3], [1, 3, 16, 1_000])
    func everything(parallelism: Int, places: Int) async throws {
        let flow = Flow(0..<100).capacity(2).flatMap(maxConcurrent: places) { outer in
            Flow(0..<20).capacity(1).map { outer * 100 + $0 }
        }
        let outcome = try await flow.capacity(3).collect().outcome("\(places)", parallelism: parallelism)
        let elements = try #require(outcome.value)
        #expect(elements.count == 2_000)
        for outer in 0..<100 {
            #expect(elements.filter { $0 / 100 == outer } == (0..<20).map { outer * 100 + $0 })
        }
    }

    @Test("as many flows live as it says, and never more", arguments: [1, 2, 5])
    func places(places: Int) async throws {
        let (open, gate) = (Counter(), Gate())
        let flow = Flow(0..<20).flatMap(maxConcurrent: places) { number in
            Flow<Int>.resource(
                open: { () async -> Bool in
                    open.add()
                    return true
                },
                next: { (isFirst: inout Bool) async throws -> Int? in
                    try await gate.pass()
                    defer { isFirst = false }
                    return isFirst ? number : nil
                },
                close: { _ async in open.add(-1) })
        }
        async let elements = flow.collect().run()
        await settle { open.value == places }
        gate.open()
        #expect(try await elements.sorted() == Array(0..<20))
        #expect(open.peak == places)
        #expect(open.value == 0)
    }

    @Test("a slow consumer stops every flow and upstream")
    func backpressure() async throws {
        let (outer, inner) = (SourceProbe(), SourceProbe())
        let source = TestSource<Int>()
        let flow = Flow<Int>.counting(probe: outer).capacity(1).flatMap(maxConcurrent: 3) { _ in
            Flow<Int>.counting(probe: inner).capacity(2)
        }.capacity(1)
        try await Graph { zip(flow, source.flow).ignore() }.run { run in
            try await source.expectDemand()
            try await run.comeToRest()
            // Three flows, one element in the mailbox, one in the source's hand.
            #expect(outer.pulls.value <= 5)
            #expect(inner.pulls.value <= 3 * 3 + 2)
            run.cancel()
        }
        #expect(outer.closes.value == 1)
        #expect(inner.closes.value == 3)
    }

    @Test("F4 T39 the first failure comes after what was accepted; the other flows are cancelled and end first")
    func innerFails() async throws {
        let (open, seen, gate) = (Counter(), Recorder<Int>(), Gate())
        let flow = Flow(0..<3).flatMap { number -> Flow<Int> in
            if number == 2 {
                return Flow<Int> { emit in
                    try await gate.pass()
                    for element in 0..<50 { try await emit(element) }
                    throw TestFailure(number: 2)
                }.named("failing")
            }
            return .resource(
                open: { () async -> Int in open.add() },
                next: { (_: inout Int) async throws -> Int? in
                    if open.value == 2 { gate.open() }
                    try await Gate().pass()
                    return nil
                },
                close: { _ async in
                    for _ in 0..<20 { await Task.yield() }
                    open.add(-1)
                })
        }
        let outcome = try await flow.forEach { seen.record($0) }.outcome("inner fails")
        #expect(outcome.graphError?.underlying as? TestFailure == TestFailure(number: 2))
        #expect(outcome.graphError?.node == "flatMap#3/failing")
        #expect(seen.elements == Array(0..<50))
        #expect(open.value == 0)
    }

    @Test("a failure of upstream cancels the flows")
    func outerFails() async throws {
        let log = Recorder<ProbeSource.Event>()
        let failing = Flow(source: ProbeSource(0..<3, failing: TestFailure(number: 3))).named("upstream")
        let outcome = try await failing.flatMap { _ in Flow(source: ProbeSource(log: log)).capacity(1) }.ignore()
            .outcome("outer fails")
        #expect(outcome.graphError?.underlying as? TestFailure == TestFailure(number: 3))
        #expect(outcome.graphError?.node == "upstream")
        #expect(log.closings <= 3)
    }

    @Test("kt#2942 a flow that throws CancellationError of its own has failed")
    func cancellationError() async throws {
        let flow = Flow(0..<2).flatMap { _ in Flow<Int> { _ in throw CancellationError() } }
        let error = await #expect(throws: GraphError.self) { try await flow.ignore().run() }
        #expect(error?.underlying is CancellationError)
    }

    @Test("a closure that throws fails the node, or its element is skipped and counted")
    func transformThrows() async throws {
        let flow = Flow(0..<4).flatMap { number -> Flow<Int> in
            if number == 1 { throw TestFailure(number: 1) }
            return Flow([number])
        }
        let error = await #expect(throws: GraphError.self) { try await flow.ignore().run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
        #expect(error?.node == "flatMap")
        let (elements, snapshot) = try await runToEnd(Graph { flow.onFailure(.skip).collect() })
        #expect(elements.sorted() == [0, 2, 3])
        #expect(snapshot["flatMap"]?.dropped == 1)
    }

    @Test("a flow that cannot run fails the node with what is wrong with it")
    func invalid() async throws {
        let flow = Flow(0..<1).flatMap { _ in Flow(0..<3).capacity(0) }
        let error = await #expect(throws: GraphError.self) { try await flow.ignore().run() }
        let findings = (error?.underlying as? InvalidGraph)?.findings
        #expect(findings?.count == 1)
        #expect(findings?.first?.node.hasPrefix("flatMap#1/") == true)
    }

    @Test("no place at all, and too many, are findings")
    func places() {
        for places in [0, -1, 100_000] {
            #expect(problems(of: Flow(0..<1).flatMap(maxConcurrent: places) { Flow([$0]) }.ignore()).count == 1)
        }
    }

    @Test("a satisfied consumer ends upstream and every flow")
    func satisfied() async throws {
        let (outer, inner) = (SourceProbe(), SourceProbe())
        let flow = Flow<Int>.counting(probe: outer).flatMap { _ in Flow<Int>.counting(probe: inner) }
        #expect(try await flow.prefix(10).count().run() == 10)
        #expect(outer.closes.value == 1)
        #expect(inner.closes.value > 0)
    }

    @Test("flows in flows in flows")
    func deep() async throws {
        let flow = Flow(0..<5).flatMap { one -> Flow<Int> in
            Flow(0..<5).concatMap { two -> Flow<Int> in
                let first = one * 25 + two * 5
                return Flow(first..<first + 5).flatMap(maxConcurrent: 2) { Flow([$0]) }
            }
        }
        let outcome = try await flow.collect().outcome("deep")
        #expect(outcome.value?.sorted() == Array(0..<125))
    }

    @Test("in a loop, no flow is left behind when the loop has run dry")
    func loop() async throws {
        let next: @Sendable (Int) -> Flow<Int> = { $0 > 0 ? Flow([$0 - 1]) : .empty() }
        let all: Flow<Int> = feedback { (loop: Flow<Int>) in
            let all: Flow<Int> = merge(Flow([100]), loop).capacity(64)
            return (output: all, back: all.flatMap(next))
        }
        #expect(try await all.collect().run() == (0...100).reversed())
    }

    @Test("P11 a retry around it waits for its flows, and one inside of a flow ends with the flow")
    func retried() async throws {
        let (open, attempts) = (Counter(), Counter())
        let rows = Flow<Int>.resource(
            open: { () async -> Int in
                open.add()
                return 0
            },
            next: { (row: inout Int) async -> Int? in
                row += 1
                return row > 3 ? nil : row
            },
            close: { _ async in
                for _ in 0..<20 { await Task.yield() }
                open.add(-1)
            })
        let flow = Flow(0..<3).concatMap { _ in
            rows.map { (row: Int) throws -> Int in
                if row == 2, attempts.add() <= 5 { throw TestFailure() }
                return row
            }.retry(1)
        }.retry(20)
        let outcome = try await flow.collect().outcome("retried")
        #expect(outcome.value?.isEmpty == false)
        #expect(open.peak == 1)
        #expect(open.value == 0)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("-ab--|", gives: "---aba(b|)") {
            $0.flatMap(maxConcurrent: 2) { letter in Flow<Int>.every(.seconds(2)).prefix(2).map { _ in letter } }
        }
    }

    // MARK: - Elements that are there

    private func ended(
        _ flow: Flow<Int>, _ read: (GraphSnapshot) throws -> Void = { _ in }
    ) async throws -> EndedParts {
        let execution = Execution(name: "g", width: 1, clock: EngineClock(ContinuousClock()))
        execution.prepare(GraphPlan(sinks: [flow.ignore().result.erased]))
        await execution.run()
        #expect(execution.error == nil)
        let (living, ended) = execution.partsSeen
        #expect(living.count == 1)
        #expect(ended.accepted == ended.delivered + ended.discarded)
        try read(GraphSnapshot(execution))
        return ended
    }

    @Test("a flow of elements that are there is counted like one that starts as a part of the run")
    func readyElementsAreCounted() async throws {
        for isReady in [true, false] {
            let flow = Flow(0..<100).flatMap { number in
                let flow = Flow([number, number, number])
                return isReady ? flow : flow.named("numbers")
            }
            let ended = try await ended(flow) { snapshot in
                let passed = try #require(snapshot.nodes.first { $0.name == "flatMap#ended" })
                #expect(passed.emitted == 300)
                let node = try #require(snapshot.nodes.first { $0.name == "flatMap" })
                #expect(node.received == 400)
                #expect(node.emitted == 300)
            }
            #expect(ended.count == 100)
            #expect(ended.accepted == 300)
        }
    }

    @Test("what a flow in a flow has passed on stays counted when that flow has ended")
    func readyElementsInsideAFlow() async throws {
        let flow = Flow(0..<10).flatMap { (outer: Int) -> Flow<Int> in
            let first = Flow(0..<3).flatMap { (number: Int) -> Flow<Int> in .just(number) }
            let second = first.flatMap { (number: Int) -> Flow<Int> in number == 1 ? .empty() : .just(number) }
            return second.map { outer + $0 }
        }
        // Each of ten flows: a part of its own, three flows in its first `flatMap` and three in its second.
        #expect(try await ended(flow).count == 70)
    }

    @Test("elements that are there wait for room, and for a place, like any others", arguments: [1, 2, 16])
    func readyElementsWait(places: Int) async throws {
        let flow = Flow(0..<50).flatMap(maxConcurrent: places) { Flow([$0, $0 + 1_000, $0 + 2_000]) }.capacity(1)
        let elements = try await flow.collect().run()
        var expected: [Int] = []
        for number in 0..<50 { expected += [number, number + 1_000, number + 2_000] }
        #expect(elements.sorted() == expected.sorted())
        if places == 1 { #expect(elements == expected) }
    }

    @Test("flows whose elements are there have numbers like the others")
    func readyFlowsHaveNumbers() async throws {
        let flow = Flow(0..<3).flatMap { number in
            number < 2 ? Flow.just(number) : Flow.just(number).map { _ in throw TestFailure(number: 2) }
        }
        let outcome = try await flow.ignore().outcome("numbers")
        #expect(outcome.graphError?.node == "flatMap#3/map")
    }
}
