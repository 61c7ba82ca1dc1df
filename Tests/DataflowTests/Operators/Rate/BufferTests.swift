import Dataflow
import DataflowProbes
import Testing

@Suite("buffer", .timeLimit(.minutes(1)))
struct BufferTests {
    private let inlet = Inlet<Int>()
    private let hand = HandSink<Int>()

    /// A buffer of four between an inlet and a hand.
    private func graph(_ overflow: Overflow) -> Graph<Int> {
        let flow = Flow(inlet).named("source").buffer(4, overflow: overflow).named("buffer")
        return Graph { hand.sink(flow) }
    }

    /// Once the hand holds 0 and wants nothing more, 1 to 7 are sent; returns when the buffer has met as many of them
    /// as it will.
    private func fill(_ run: GraphRun<Int>, meeting count: Int = 7) async throws {
        try await inlet.send(0)
        await settle { hand.isHolding }
        for number in 1...7 { try await inlet.send(number) }
        await settle { (run.snapshot().edge(after: "source")?.delivered ?? 0) >= count + 1 }
    }

    @Test("what does not drop keeps the laws of every operator", arguments: [1, 4, 1_000])
    func laws(size: Int) async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input) { $0.buffer(size).map { $0 } }.check()
    }

    @Test(
        "one that may drop keeps them too as long as it has room",
        arguments: [Overflow.dropOldest, .dropNewest, .fail])
    func roomyLaws(overflow: Overflow) async throws {
        let input = Array(0..<500)
        try await OperatorLaws(input, gives: input) { $0.buffer(500, overflow: overflow).map { $0 } }.check()
    }

    @Test(
        "T40: of seven elements without demand four survive: the last ones, or the first ones",
        arguments: [(Overflow.dropOldest, [4, 5, 6, 7]), (.dropNewest, [1, 2, 3, 4])])
    func dropping(overflow: Overflow, survivors: [Int]) async throws {
        let (value, dropped) = try await graph(overflow).run { run in
            try await fill(run)
            #expect(hand.elements == [])
            inlet.finish()
            hand.pullAll()
            let value = try await run.value
            return (value, run.snapshot().node("buffer")?.dropped)
        }
        #expect(value == 5)
        #expect(dropped == 3)
        #expect(hand.elements == [0] + survivors)
    }

    @Test("T40: a buffer that fails does so after what it held")
    func failing() async throws {
        let error = await #expect(throws: GraphError.self) {
            try await graph(.fail).run { run in
                try await fill(run, meeting: 5)
                #expect(!run.hasEnded)
                hand.pullAll()
                _ = try await run.value
            }
        }
        #expect((error?.underlying as? BufferOverflow)?.size == 4)
        #expect(error?.node == "buffer")
        #expect(hand.elements == [0, 1, 2, 3, 4])
    }

    @Test("T40: a buffer that suspends keeps four, upstream waits, and nothing is lost")
    func suspending() async throws {
        let dropped = try await graph(.suspend).run { run in
            try await fill(run, meeting: 4)
            await settle { run.snapshot().edge(after: "buffer")?.isBackpressured == true }
            let edge = run.snapshot().edge(after: "buffer")
            #expect(edge?.held == 4)
            #expect(edge?.capacity == 4)
            #expect(run.snapshot().edge(after: "source")?.delivered == 5)
            inlet.finish()
            hand.pullAll()
            #expect(try await run.value == 8)
            return run.snapshot().node("buffer")?.dropped
        }
        #expect(dropped == 0)
        #expect(hand.elements == Array(0...7))
    }

    @Test(
        "a failure of upstream comes after what the buffer holds",
        arguments: [Overflow.dropOldest, .dropNewest, .fail])
    func upstreamFailure(overflow: Overflow) async throws {
        let error = await #expect(throws: GraphError.self) {
            try await graph(overflow).run { run in
                try await inlet.send(0)
                await settle { hand.isHolding }
                for number in 1...4 { try await inlet.send(number) }
                inlet.fail(TestFailure(number: 8))
                await settle { run.snapshot().node("source")?.hasEnded == true }
                hand.pullAll()
                _ = try await run.value
            }
        }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 8))
        #expect(error?.node == "source")
        #expect(hand.elements == [0, 1, 2, 3, 4])
    }

    @Test(
        "a consumer that is satisfied closes the source, whatever the buffer does when it is full",
        arguments: [Overflow.suspend, .dropOldest, .dropNewest])
    func satisfied(overflow: Overflow) async throws {
        let log = Recorder<ProbeSource.Event>()
        let flow = Flow(source: ProbeSource(log: log)).buffer(2, overflow: overflow).prefix(3)
        let (values, snapshot) = try await runToEnd(Graph { flow.collect() })
        #expect(values.count == 3)
        #expect(values == values.sorted())
        #expect(log.closings == 1)
        #expect(snapshot.isConserved)
    }

    @Test("a buffer without room for an element is a finding", arguments: [Overflow.suspend, .dropOldest])
    func tooSmall(overflow: Overflow) {
        let found = problems(of: Flow(0..<3).buffer(0, overflow: overflow).ignore())
        #expect(found.contains("a buffer of 0 cannot hold an element."))
    }
}
