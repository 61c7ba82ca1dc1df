import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("grouped", .timeLimit(.minutes(5)))
struct GroupedTests {
    @Test("it keeps the laws of every operator, with one key")
    func laws() async throws {
        let input = Array(0..<500)
        try await OperatorLaws(input, gives: input.map { $0 * 2 }) { flow in
            flow.grouped(by: { _ in 0 }) { _, elements in elements.map { $0 * 2 } }
        }.check()
    }

    @Test("each key has a flow of its own, which gets the key's elements in order", arguments: [1, 2], [1, 3, nil])
    func keys(parallelism: Int, capacity: Int?) async throws {
        let flow = Flow(0..<2_000).room(capacity).grouped(by: { $0 % 50 }) { key, elements in
            elements.room(capacity).scan(0) { sum, _ in sum + 1 }.map { key * 1_000 + $0 }
        }
        let outcome = try await flow.room(capacity).collect().outcome("keys", parallelism: parallelism)
        let elements = try #require(outcome.value)
        for key in 0..<50 {
            #expect(elements.filter { $0 / 1_000 == key } == (1...40).map { key * 1_000 + $0 })
        }
    }

    @Test("one group too many fails the node, or drops the element, or closes the oldest group")
    func overflow() async throws {
        func grouped(_ overflow: GroupOverflow) -> Flow<Int> {
            Flow([0, 1, 2, 0, 1, 2]).grouped(by: { $0 }, maxGroups: 2, overflow: overflow) { _, elements in elements }
        }
        let error = await #expect(throws: GraphError.self) { try await grouped(.fail).ignore().run() }
        #expect((error?.underlying as? TooManyGroups)?.limit == 2)
        #expect((error?.underlying as? TooManyGroups)?.key == "2")
        let (elements, snapshot) = try await runToEnd(Graph { grouped(.fail).onFailure(.skip).collect() })
        #expect(elements.sorted() == [0, 0, 1, 1])
        #expect(snapshot["grouped"]?.dropped == 2)
        #expect(try await grouped(.closeOldest).collect().run().sorted() == [0, 0, 1, 1, 2, 2])
    }

    @Test("one group too many may wait for a place, and holds up what is behind it")
    func waits() async throws {
        let (clock, source, seen) = (TestClock(), TestSource<Int>(capacity: 8), Recorder<Int>())
        let flow = source.flow.grouped(by: { $0 % 10 }, maxGroups: 2, overflow: .wait, idleFor: .seconds(10)) {
            key, elements in
            elements
        }
        try await Graph { flow.forEach { seen.record($0) } }.run(clock: clock) { run in
            try await source.send(1, 2, 3, 11)
            try await run.comeToRest()
            #expect(seen.elements.sorted() == [1, 2])
            clock.advance(by: .seconds(10))
            source.finish()
            try await run.value
        }
        #expect(seen.elements.sorted() == [1, 2, 3, 11])
        let satisfied = Flow(0..<1_000).grouped(by: { $0 }, maxGroups: 3, overflow: .wait) { $1.prefix(1) }
        #expect(try await satisfied.collect().run().sorted() == Array(0..<1_000))
    }

    @Test("groups that never end leave one too many without a place: a stall")
    func waitsForEver() async throws {
        let flow = Flow([0, 1, 2]).grouped(by: { $0 }, maxGroups: 2, overflow: .wait) { $1 }
        let error = await #expect(throws: GraphStall.self) { try await flow.ignore().run() }
        #expect(error?.waits.contains { $0.node == "grouped" } == true)
    }

    @Test("many keys through few places: each group is closed, what it was fed comes, and nothing of it is left")
    func manyKeys() async throws {
        let watch = LeakWatch()
        let count = 10_000
        let flow = Flow(0..<count * 2).grouped(by: { $0 / 2 }, maxGroups: 20, overflow: .closeOldest) { key, elements in
            let token = key % 100 == 0 ? watch(Token()) : nil
            return elements.map { token?.pass($0) ?? $0 }
        }
        let execution = Execution(name: "g", width: 2, clock: EngineClock(ContinuousClock()))
        let most = Counter()
        let sink = flow.map { [unowned execution] (number: Int) -> Int in
            if number % 1_000 == 0 { most.add(execution.parts.count - most.value) }
            return number
        }.reduce(0) { $0 &+ $1 }
        execution.prepare(GraphPlan(sinks: [sink.result.erased]))
        await execution.run()
        #expect(execution.error == nil)
        #expect(most.peak <= 21)
        let (living, ended) = execution.partsSeen
        #expect(living.count == 1)
        #expect(ended.count == count)
        #expect(ended.accepted == ended.delivered + ended.discarded)
        #expect(watch.count == 100)
        #expect(watch.alive == [])
    }

    @Test("a group that is idle is closed; its key's next element opens it anew, behind what it had yet to give")
    func idle() async throws {
        let clock = TestClock()
        let (source, opened, seen) = (TestSource<Int>(), Recorder<Int>(), Recorder<Int>())
        let flow = source.flow.grouped(by: { $0 % 10 }, idleFor: .seconds(10)) { key, elements -> Flow<Int> in
            opened.record(key)
            return elements.chunks(of: 100).map { $0.reduce(0) { $0 * 100 + $1 } }
        }
        try await Graph { flow.forEach { seen.record($0) } }.run(clock: clock) { run in
            try await source.send(1, 2, 11)
            try await run.comeToRest()
            clock.advance(by: .seconds(9))
            try await source.send(12)
            try await run.comeToRest()
            #expect(seen.elements == [])
            clock.advance(by: .seconds(2))
            try await run.comeToRest()
            #expect(seen.elements == [111])
            try await source.send(21)
            source.finish()
            try await run.value
        }
        #expect(opened.elements == [1, 2, 1])
        #expect(seen.elements.sorted() == [21, 111, 212])
    }

    @Test(
        "a flow that completes by itself leaves, and its key's next element opens it anew; each key is asked for once")
    func leaves() async throws {
        let (opened, asked) = (Counter(), Counter())
        let flow = Flow(0..<20).capacity(1).grouped(
            by: { _ -> Int in
                asked.add()
                return 0
            }
        ) { _, elements -> Flow<Int> in
            opened.add()
            return elements.capacity(1).prefix(1)
        }
        let outcome = try await flow.collect().outcome("leaves")
        let elements = try #require(outcome.value)
        #expect(elements == elements.sorted())
        #expect(elements.count == opened.value)
        #expect(asked.value == 20)
    }

    @Test("a flow that does not read its elements drops them, counted; one that reads them twice sees them twice")
    func use() async throws {
        let unread = Flow(0..<5).grouped(by: { $0 }) { key, _ in Flow([key]) }
        let (elements, snapshot) = try await runToEnd(Graph { unread.collect() })
        #expect(elements.sorted() == Array(0..<5))
        #expect(snapshot["grouped"]?.dropped == 5)
        let twice = Flow(0..<5).grouped(by: { $0 }) { _, elements in merge(elements, elements.map { -$0 }) }
        #expect(try await twice.collect().run().sorted() == [-4, -3, -2, -1, 0, 0, 1, 2, 3, 4])
    }

    @Test("a retry of a group's elements is a finding, for they come once")
    func retried() async throws {
        let flow = Flow(0..<5).grouped(by: { $0 }) { _, elements in elements.retry(1) }
        let error = await #expect(throws: GraphError.self) { try await flow.ignore().run() }
        #expect((error?.underlying as? InvalidGraph)?.findings.count == 1)
    }

    @Test("the failure of a group fails the node and cancels the others; a failure of upstream too")
    func fails() async throws {
        let flow = Flow(0..<100).grouped(by: { $0 % 3 }) { _, elements in
            elements.map { (number: Int) throws -> Int in
                if number == 50 { throw TestFailure(number: number) }
                return number
            }
        }
        let outcome = try await flow.ignore().outcome("fails")
        #expect(outcome.graphError?.underlying as? TestFailure == TestFailure(number: 50))
        #expect(outcome.graphError?.node == "grouped#3/map")
        let failing = Flow(source: ProbeSource(0..<10, failing: TestFailure(number: 9))).named("upstream")
        let above = try await failing.grouped(by: { $0 }) { _, elements in elements }.ignore().outcome("above")
        #expect(above.graphError?.node == "upstream")
    }

    @Test("a group that is slow holds up the others once its mailbox is full, and then the source")
    func backpressure() async throws {
        let (probe, permits) = (SourceProbe(), TestSource<Int>())
        let flow = Flow<Int>.counting(probe: probe).capacity(1).grouped(by: { $0 % 2 }) { key, elements -> Flow<Int> in
            key == 0 ? elements : zip(elements.capacity(1), permits.flow).map { $0.0 }
        }
        try await Graph { flow.ignore() }.run { run in
            try await run.comeToRest()
            // 64 in the group's mailbox, a few on the way, and as many of the other key.
            #expect((128...140).contains(probe.pulls.value), "\(probe.pulls.value)")
            run.cancel()
        }
        #expect(probe.closes.value == 1)
    }

    @Test("no place, too many, and no time are findings")
    func limits() {
        func count(_ maxGroups: Int, _ idleFor: Duration?) -> Int {
            let flow = Flow(0..<1).grouped(by: { $0 }, maxGroups: maxGroups, idleFor: idleFor) { _, elements in elements
            }
            return problems(of: flow.ignore()).count
        }
        #expect([count(0, nil), count(100_000, nil), count(1, .zero), count(1, .seconds(1))] == [1, 1, 1, 0])
    }

    @Test("what a group was fed reaches it although the key of the next element takes its time")
    func slowKey() async throws {
        let seen = Counter()
        let flow = Flow(0..<6_000).grouped(
            by: { number in
                // Many elements before it the node's steps are long: it tells its groups of several at once.
                while number == 5_000, seen.value < 5_000, !Task.isCancelled {}
                return number % 3
            }
        ) { _, elements in
            elements.map { number in
                seen.add()
                return number
            }.capacity(6_000)
        }
        #expect(try await flow.count().outcome("slow key", parallelism: 2).value == 6_000)
    }

    @Test("whatever the schedule, no element is lost and each key's come in order", arguments: [1, nil])
    func explored(capacity: Int?) async throws {
        try await explore(seeds: 0..<100) { _ in
            let flow = Flow(0..<12).room(capacity).grouped(
                by: { $0 % 4 }, maxGroups: 2, overflow: .closeOldest
            ) { _, elements in
                elements.room(capacity).map { (number: Int) async -> Int in
                    if number % 2 == 0 { await Task.yield() }
                    return number
                }
            }
            let elements = try await flow.room(capacity).collect().run()
            try #require(elements.count == 12)
            for key in 0..<4 {
                try #require(elements.filter { $0 % 4 == key } == [key, key + 4, key + 8], "\(elements)")
            }
        }
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("-a-b-a|", gives: "-a-b-'aa'|") {
            $0.grouped(by: { $0 }) { _, letters in letters.scan("") { $0 + $1 } }
        }
    }
}

private final class Token: Sendable {
    func pass(_ number: Int) -> Int { number }
}
