import Dataflow
import DataflowProbes
import Testing

@Suite("C: completion")
struct CompletionTests {
    @Test("C1 T4 T7 Completion follows the last element, once", arguments: capacities, parallelisms)
    func followsLast(capacity: Int?, parallelism: Int) async throws {
        // As many as leave the source room to find out that there are no more.
        let count = capacity.map { $0 <= 2 ? $0 : $0 - 1 } ?? defaultMailboxCapacity - 1
        let hand = HandSink<Int>()
        let outcome = try await hand.sink(Flow<Int>.counting(count).room(capacity)).outcome(
            "C1", parallelism: parallelism
        ) { run in
            await settle { hand.isHolding && run.snapshot().nodes[0].hasEnded }
            #expect(hand.completions == 0)
            hand.pull(count - 1)
            await hand.taken(count - 1)
            #expect(hand.completions == 0)
            hand.pullAll()
        }
        #expect(outcome.value == count)
        #expect(hand.completions == 1)
    }

    @Test("C1 T5 An empty source completes without any demand", arguments: capacities)
    func empty(capacity: Int?) async throws {
        let hand = HandSink<Int>()
        #expect(try await hand.sink(Flow<Int>.counting(0).room(capacity)).outcome("C1").value == 0)
        #expect(hand.completions == 1)
    }

    @Test("C2 T26 A merge goes on until its last input has completed", arguments: capacities, parallelisms)
    func merge(capacity: Int?, parallelism: Int) async throws {
        let live = HandSource<Int>()
        let hand = HandSink<Int>()
        let flow = joined([Flow<Int>.counting(0), live.flow().room(capacity), Flow<Int>.counting(2).room(capacity)])
        let outcome = try await hand.sink(flow).outcome("C2", parallelism: parallelism) { _ in
            hand.pullAll()
            await hand.taken(2)
            try await live.send(7)
            await hand.taken(3)
            #expect(hand.completions == 0)
            live.finish()
        }
        #expect(outcome.value == 3)
        #expect(hand.elements == [0, 1, 7])
    }

    @Test(
        "C3 T29 A zip completes when an input has ended with nothing waiting, and cancels the others",
        arguments: capacities, parallelisms)
    func zipping(capacity: Int?, parallelism: Int) async throws {
        let long = HandSource<Int>()
        for number in 0..<5 { _ = long.offer(number) }
        let flow = zip(Flow<Int>.counting(3).room(capacity), long.flow().room(capacity))
        let outcome = try await flow.gathered().outcome("C3", parallelism: parallelism)
        #expect(outcome.value?.map(\.1) == [0, 1, 2])
        guard case .finished? = long.cause(offering: 9) else {
            Issue.record("the cause is \(String(describing: long.cause(offering: 9)))")
            return
        }
    }

    @Test("C3 T31 combineLatest waits for all, then answers each arrival")
    func latest() async throws {
        let (left, right) = (HandSource<Int>(), HandSource<Int>())
        let out = HandSink<[Int]>()
        out.pullAll()
        let sink = out.sink(combineLatest(left.flow(), right.flow()).step { [$0.0, $0.1] })
        let outcome = try await sink.outcome("T31") { run in
            try await left.send(1)
            await settle { run.snapshot().node("combineLatest")?.received == 1 }
            #expect(out.elements == [])
            for (source, number) in [(right, 2), (left, 3), (right, 4)] {
                let before = out.elements.count
                try await source.send(number)
                await out.taken(before + 1)
            }
            left.finish()
            right.finish()
        }
        #expect(outcome.error == nil)
        #expect(out.elements == [[1, 2], [3, 2], [3, 4]])
    }

    @Test("C4 T49 A loop completes once it has run dry", arguments: parallelisms)
    func loop(parallelism: Int) async throws {
        for run in 0..<50 {
            let flow = feedback { (loop: Flow<Int>) in
                let all = joined([Flow<Int>.counting(20), loop]).capacity(64)
                return (output: all, back: all.only { $0 > 0 }.step { $0 - 1 })
            }
            let outcome = try await flow.gathered().outcome("C4 \(run)", parallelism: parallelism)
            #expect(outcome.value?.count == (0..<20).reduce(0) { $0 + $1 + 1 })
        }
    }

    @Test("C4 T49 A loop completes also when a way back in it has ended before", arguments: parallelisms)
    func loopWithEndedWay(parallelism: Int) async throws {
        let flow = feedback { (loop: Flow<Int>) in
            let threes = Flow<Int>.counting(5).step { _ in 3 }
            let all = joined([threes, loop]).capacity(64)
            let ways = [all.only { $0 > 0 }.step { $0 - 1 }, all.first(1).step { $0 - 1 }]
            return (output: all, back: joined(ways))
        }
        let outcome = try await flow.gathered().outcome("C4 way", parallelism: parallelism)
        // Each three gives 3, 2, 1, 0; of the first one a 2 goes round once more.
        #expect(outcome.value?.sorted() == [0, 1, 2, 3].flatMap { Array(repeating: $0, count: $0 == 3 ? 5 : 6) })
    }

    @Test("C4 T49 A loop with async work inside ends neither too early nor never", arguments: parallelisms)
    func asyncLoop(parallelism: Int) async throws {
        for run in 0..<50 {
            let flow = feedback { (loop: Flow<Int>) in
                let all = joined([Flow<Int>.counting(5), loop]).capacity(64).asyncStep(concurrency: 3) { element in
                    await Task.yield()
                    return element
                }
                return (output: all, back: all.only { $0 > 0 }.asyncStep { $0 - 1 })
            }
            let outcome = try await flow.gathered().outcome("C4 async \(run)", parallelism: parallelism)
            #expect(outcome.value?.count == 15)
        }
    }

    @Test(
        "C5 T37 A satisfied consumer completes, and upstream is told that it is finished", arguments: capacities,
        parallelisms)
    func satisfied(capacity: Int?, parallelism: Int) async throws {
        let source = HandSource<Int>(capacity: 4)
        let hand = HandSink<Int>()
        hand.pullAll()
        let outcome = try await hand.sink(source.flow().room(capacity).step { $0 }.room(capacity).first(3)).outcome(
            "C5", parallelism: parallelism
        ) { _ in
            for number in 0..<3 { try await source.send(number) }
        }
        #expect(outcome.value == 3)
        #expect(hand.elements == [0, 1, 2])
        guard case .finished? = source.cause(offering: 0) else {
            Issue.record("upstream was not told that it is finished")
            return
        }
    }

    @Test(
        "C5 T37 A loop that nobody outside listens to any more ends, whatever still goes round", arguments: parallelisms
    )
    func unwantedLoop(parallelism: Int) async throws {
        for isEndless in [true, false] {
            let source = HandSource<Int>()
            for number in 0..<5 { _ = source.offer(number) }
            let inner = isEndless ? Flow<Int>.counting() : source.flow()
            let flow = feedback { (loop: Flow<Int>) in
                let all = joined([inner, loop]).capacity(8)
                return (output: all, back: all.only { _ in false })
            }
            let outcome = try await flow.first(3).gathered().outcome("C5 loop", parallelism: parallelism)
            #expect(outcome.value == [0, 1, 2])
            if isEndless { continue }
            guard case .finished? = source.cause(offering: 0) else {
                Issue.record("upstream was not told that it is finished")
                return
            }
        }
    }

    @Test("C5 T37 Taking nothing completes without a single element", arguments: parallelisms)
    func nothing(parallelism: Int) async throws {
        let silent = HandSource<Int>()
        let outcome = try await silent.flow().first(0).gathered().outcome("C5", parallelism: parallelism)
        #expect(outcome.value == [])
        withExtendedLifetime(silent) {}
    }

    @Test(
        "C6 T32 The second of a chain is not asked before the first has completed, nor after it has failed",
        arguments: capacities, parallelisms)
    func lazy(capacity: Int?, parallelism: Int) async throws {
        let second = SourceProbe()
        let gate = HandSource<Int>()
        let flow = chained([gate.flow().room(capacity), Flow<Int>.counting(3, probe: second).room(capacity)])
        let hand = HandSink<Int>()
        hand.pullAll()
        let outcome = try await hand.sink(flow).outcome("C6", parallelism: parallelism) { _ in
            try await gate.send(7)
            await hand.taken(1)
            #expect(second.pulls.value == 0)
            gate.finish()
        }
        #expect(outcome.value == 4)
        #expect(hand.elements == [7, 0, 1, 2])
        let never = SourceProbe()
        let failing = chained([
            Flow<Int>.counting(2, failure: Boom()).room(capacity), Flow<Int>.counting(3, probe: never).room(capacity),
        ])
        let failed = try await failing.gathered().outcome("C6", parallelism: parallelism)
        #expect(failed.graphError?.underlying is Boom)
        #expect(never.pulls.value == 0)
        #expect(never.closes.value == 1)
    }

    @Test("C6 What a later flow of a concat shares with others starts with them", arguments: parallelisms)
    func sharedLater(parallelism: Int) async throws {
        let (first, probe) = (HandSource<Int>(), SourceProbe())
        let shared = Flow<Int>.counting(10, probe: probe).step { $0 }
        let graph = Graph {
            chained([first.flow(), shared]).gathered()
            shared.gathered()
        }
        let outcome = try await graph.outcome("C6", parallelism: parallelism) { _ in
            await settle { probe.pulls.value > 0 }
            first.finish()
        }
        #expect(outcome.value?.0 == Array(0..<10))
    }
}
