import Dataflow
import DataflowProbes
import Testing

@Suite("B: backpressure")
struct BackpressureTests {
    @Test(
        "B1 T1 Behind a blocked sink each mailbox fills to its capacity, and nothing more is produced",
        arguments: capacities, parallelisms)
    func bounded(capacity: Int?, parallelism: Int) async throws {
        let probe = SourceProbe()
        let hand = HandSink<Int>()
        let flow = Flow<Int>.counting(probe: probe).room(capacity).step { $0 }.room(capacity).step { $0 }.room(capacity)
        // A producer that waits is woken once half of its mailbox is free: one element in the sink's hand frees half of
        // a mailbox of one or two, and the source has made one more.
        let most = 3 * (capacity ?? defaultMailboxCapacity) + 1
        let expected = capacity.map { $0 <= 2 } == true ? most : most - 1
        let outcome = try await hand.sink(flow).outcome("B1", parallelism: parallelism) { run in
            await settle { hand.isHolding && probe.pulls.value >= expected && run.snapshot().isBlocked }
            #expect((expected...most).contains(probe.pulls.value))
            #expect(hand.elements == [])
            hand.pull(1)
            await hand.taken(1)
            await settle { hand.isHolding }
            #expect(hand.elements == [0])
            run.cancel()
        }
        #expect(outcome.wasCancelled)
        #expect(hand.elements == [0])
        #expect(probe.pulls.value <= most + 1)
        #expect(probe.closes.value == 1)
    }

    @Test("B2 T2 T54 Demand adds up: what is pulled is delivered, never more", arguments: capacities, parallelisms)
    func demand(capacity: Int?, parallelism: Int) async throws {
        let hand = HandSink<Int>()
        let flow = Flow<Int>.counting(100).room(capacity).step { $0 }.room(capacity)
        let outcome = try await hand.sink(flow).outcome("B2", parallelism: parallelism) { _ in
            var sum = 0
            for count in [1, 1, 2, 5] {
                hand.pull(count)
                sum += count
                await hand.taken(sum)
                await settle { hand.isHolding }
                #expect(hand.elements == Array(0..<sum))
            }
            hand.pullAll()
        }
        #expect(outcome.value == 100)
        #expect(hand.elements == Array(0..<100))
    }

    @Test("B3 T3 With mailboxes of one, order and count are exact over three hops", arguments: parallelisms)
    func one(parallelism: Int) async throws {
        let flow = Flow<Int>.counting(20_000).capacity(1).step { $0 }.capacity(1).step { $0 }.capacity(1).step { $0 }
            .capacity(1)
        let outcome = try await flow.gathered().outcome("B3", parallelism: parallelism)
        #expect(outcome.value == Array(0..<20_000))
    }

    @Test("B4 T30 A zip with a silent input takes from the other no more than it can pair", arguments: capacities)
    func starvedZip(capacity: Int?) async throws {
        let probe = SourceProbe()
        let silent = HandSource<Int>()
        let sink = zip(Flow<Int>.counting(probe: probe).room(capacity), silent.flow()).step { $0.0 }.gathered()
        let outcome = try await sink.outcome("B4") { run in
            let limit = capacity ?? defaultMailboxCapacity
            await settle { probe.pulls.value >= limit && run.snapshot().edges.contains { $0.isBackpressured } }
            #expect(probe.pulls.value == limit)
            run.cancel()
        }
        #expect(outcome.wasCancelled)
        withExtendedLifetime(silent) {}
    }

    @Test("B5 T34 A fast branch is ahead of a slow one by what fits between them", arguments: capacities, parallelisms)
    func broadcast(capacity: Int?, parallelism: Int) async throws {
        let hand = HandSink<Int>()
        let fast = Recorder<Int>()
        let source = Flow<Int>.counting(2_000).room(capacity)
        let graph = Graph {
            hand.sink(source)
            source.step { fast.record($0) }.room(capacity).gathered()
        }
        let outcome = try await graph.outcome("B5", parallelism: parallelism) { run in
            let limit = capacity.map { $0 <= 2 ? $0 + 1 : $0 } ?? defaultMailboxCapacity
            await settle {
                hand.isHolding && fast.count >= limit && run.snapshot().edge(after: "source")!.isBackpressured
            }
            #expect((limit...(capacity ?? defaultMailboxCapacity) + 1).contains(fast.count))
            hand.pullAll()
        }
        #expect(outcome.value?.0 == 2_000)
        #expect(hand.elements == fast.elements)
    }

    @Test(
        "B6 T38 An async operator works on at most its concurrency, and on no fewer when it can", arguments: [1, 2, 5])
    func concurrency(concurrency: Int) async throws {
        let inside = Counter()
        let gate = Gate()
        let probe = SourceProbe()
        let flow = Flow<Int>.counting(50, probe: probe).capacity(1).asyncStep(concurrency: concurrency) { element in
            inside.add()
            try await gate.wait()
            inside.add(-1)
            return element
        }
        let outcome = try await flow.gathered().outcome("B6") { run in
            await settle { inside.value == concurrency && run.snapshot().edges[0].isBackpressured }
            #expect(probe.pulls.value == concurrency + 1)
            gate.open()
        }
        #expect(inside.peak == concurrency)
        #expect(outcome.value == Array(0..<50))
    }

    @Test("B7 A reader of values is never ahead of what it asked for by more than the mailbox", arguments: [1, 3, 16])
    func values(capacity: Int) async throws {
        let probe = SourceProbe()
        let read = try await within("B7") {
            var read: [Int] = []
            for try await element in Flow<Int>.counting(500, probe: probe).capacity(capacity).values {
                read.append(element)
                #expect(probe.pulls.value <= read.count + capacity)
            }
            return read
        }
        #expect(read == Array(0..<500))
    }

    @Test("B2 B7 A reader that has taken half of a full mailbox and pauses has woken its producer", arguments: [4, 16])
    func pausingReader(capacity: Int) async throws {
        let probe = SourceProbe()
        try await within("B7 pausing") {
            var reader = Flow<Int>.counting(probe: probe).capacity(capacity).values.makeAsyncIterator()
            var read = [try await reader.next()]
            // What is read now is there: the reader does not wait, which would wake the producer too.
            await settle { probe.pulls.value >= capacity }
            for _ in 1..<capacity { read.append(try await reader.next()) }
            #expect(read == Array(0..<capacity))
            await settle { probe.pulls.value > capacity + capacity / 2 }
        }
    }
}
