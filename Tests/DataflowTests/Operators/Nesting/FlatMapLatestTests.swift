import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("flatMapLatest", .timeLimit(.minutes(5)))
struct FlatMapLatestTests {
    /// Three times the letter, two seconds apart.
    private static func thrice(_ letter: String) -> Flow<String> {
        Flow<Int>.every(.seconds(2)).prefix(3).map { _ in letter }
    }

    @Test("a new element cancels the flow before; upstream's end does not")
    func switches() async throws {
        try await expectMarbles("-a--b--|", gives: "---a--b-b-(b|)") { $0.flatMapLatest(Self.thrice) }
        try await expectMarbles("-a--(bc)|", gives: "---a--c-c-(c|)") { $0.flatMapLatest(Self.thrice) }
        try await expectMarbles("-----|", gives: "-----|") { $0.flatMapLatest(Self.thrice) }
        try await expectMarbles("-a---|", gives: "---a-a-(a|)") { $0.flatMapLatest(Self.thrice) }
    }

    @Test("a failure of upstream or of the newest flow ends it; one of a cancelled flow is of no interest")
    func fails() async throws {
        try await expectMarbles("-a--#", gives: "---a#") { $0.flatMapLatest(Self.thrice) }
        try await expectMarbles("-a----b-", gives: "---a-a--#") { source in
            source.flatMapLatest { letter in
                letter == "a"
                    ? Self.thrice("a")
                    : concat(Flow<Int>.every(.seconds(2)).prefix(1).map { _ in "b" }, .failing(TestFailure()))
            }.filter { $0 == "a" }
        }
        let late = Flow<Int> { emit in
            try await emit(1)
            do { try await Gate().pass() } catch { throw TestFailure(number: 1) }
        }
        let source = TestSource<Int>()
        let seen = Recorder<Int>()
        async let end: Void = source.flow.flatMapLatest { $0 == 0 ? late : Flow([$0]) }.forEach { seen.record($0) }
            .run()
        try await source.send(0)
        try await seen.elements(atLeast: 1)
        try await source.send(2)
        source.finish()
        try await end
        #expect(seen.elements == [1, 2])
    }

    @Test("what the flow before had yet to give is discarded and counted")
    func discards() async throws {
        let (source, permits) = (TestSource<Int>(), TestSource<Int>(capacity: 8))
        let flow = source.flow.flatMapLatest { Flow([$0, $0 + 1, $0 + 2, $0 + 3]).capacity(4) }.capacity(1)
        let graph = Graph { zip(flow, permits.flow).map { $0.0 }.collect() }
        let (elements, snapshot) = try await graph.run { run in
            try await source.send(0)
            try await permits.send(0)
            try await run.comeToRest()
            try await source.send(10)
            try await run.comeToRest()
            #expect(run.snapshot().edges.reduce(0) { $0 + $1.discarded } == 2)
            source.finish()
            try await permits.send(1, 2, 3, 4, 5)
            let value = try await run.value
            return (value, run.snapshot())
        }
        #expect(elements == [0, 1, 10, 11, 12, 13])
        #expect(snapshot.edges.reduce(0) { $0 + $1.discarded } == 2)
        #expect(snapshot.isConserved)
    }

    @Test("upstream never waits: while two flows have yet to end, the newest element waits, and older ones are dropped")
    func conflates() async throws {
        let (source, gate) = (TestSource<Int>(), Gate())
        let (started, seen) = (Recorder<Int>(), Recorder<Int>())
        let flow = source.flow.flatMapLatest { number in
            Flow<Int> { emit in
                started.record(number)
                try await emit(number)
                // A closure that ignores its cancellation.
                await Task { try? await gate.pass() }.value
            }
        }.named("latest")
        let snapshot = try await Graph { flow.forEach { seen.record($0) } }.run { run in
            try await source.send(0)
            try await seen.elements(atLeast: 1)
            for number in 1...9 {
                try await source.send(number)
                // So many elements from upstream, and one from the first flow.
                await settle { run.snapshot()["latest"]?.received == number + 2 }
                if number == 1 { try await started.elements(atLeast: 2) }
            }
            #expect(started.elements == [0, 1])
            #expect(seen.elements == [0], "the second waits until the first has ended")
            gate.open()
            source.finish()
            try await run.value
            return run.snapshot()
        }
        #expect(started.elements == [0, 1, 9])
        #expect(seen.elements == [0, 9])
        #expect(snapshot["latest"]?.dropped == 7)
    }

    @Test("many flows, each cancelled by the next, leave nothing but their counts", arguments: [1, 2])
    func many(parallelism: Int) async throws {
        let (count, started, most, watch) = (10_000, Counter(), Counter(), LeakWatch())
        let execution = Execution(name: "g", width: parallelism, clock: EngineClock(ContinuousClock()))
        let source = Flow<Int>.unfold(0) { [unowned execution] (number: inout Int) async -> Int? in
            // As fast as flows start: none is dropped.
            await settle { started.value == number }
            if number % 1_000 == 0 { most.add(execution.parts.count - most.value) }
            number += 1
            return number > count ? nil : number
        }
        let flow = source.capacity(1).flatMapLatest { number -> Flow<Int> in
            let token = started.add() % 100 == 0 ? watch(Token()) : nil
            return number == count ? Flow([number]) : .never().map { token?.pass($0) ?? $0 }
        }
        execution.prepare(GraphPlan(sinks: [flow.collect().result.erased]))
        await execution.run()
        #expect(execution.error == nil)
        #expect(most.peak <= 3)
        let (living, ended) = execution.partsSeen
        #expect(living.count == 1)
        #expect(ended.count == count)
        #expect(watch.count == 100)
        #expect(watch.alive == [])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("-a--b--|", gives: "---a--b-(b|)") {
            $0.flatMapLatest { letter in Flow<Int>.every(.seconds(2)).prefix(2).map { _ in letter } }
        }
    }
}

private final class Token: Sendable {
    func pass(_ number: Int) -> Int { number }
}
