import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("buffer", .timeLimit(.minutes(5)))
struct BufferTests {
    private let source = TestSource<Int>(capacity: 8)
    private let sink = TestSink<Int>()

    /// A buffer of four between the probes.
    private func graph(_ overflow: Overflow) -> Graph<Int> {
        Graph { sink.sink(source.flow.named("source").buffer(4, overflow: overflow).named("buffer")) }
    }

    /// Sends 0 and waits until it lies before the sink: a buffer that may drop keeps four besides that one.
    private func offerNext() async throws {
        try await source.send(0)
        try await sink.expectNothing()
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
        let dropped = try await graph(overflow).run { run in
            try await offerNext()
            try await source.send(1, 2, 3, 4, 5, 6, 7)
            try await sink.expectNothing()
            source.finish()
            sink.requestAll()
            try await sink.expect(0)
            for survivor in survivors { try await sink.expect(survivor) }
            try await sink.expectCompletion()
            return run.snapshot().node("buffer")?.dropped
        }
        #expect(dropped == 3)
    }

    @Test(
        "P13 what waits behind it does not grow old again: a slow consumer behind other operators gets the newest",
        .rounds)
    func fresh() async throws {
        let (gate, seen) = (Gate(), Recorder<Int>())
        let sink = source.flow.buffer(1, overflow: .dropOldest).named("buffer").map { $0 }.map { $0 }.forEach {
            number in
            try await gate.pass()
            seen.record(number)
        }
        try await Graph { sink }.run { run in
            for number in 0..<100 { try await source.send(number) }
            source.finish()
            // All but one for each mailbox and each hand on the way.
            await settle { run.snapshot().node("buffer")?.dropped ?? 0 >= 94 }
            gate.open()
            _ = try await run.value
        }
        #expect(seen.elements.last == 99)
        #expect(seen.elements.count <= 6)
    }

    @Test("T40: a buffer that fails does so after what it held")
    func failing() async throws {
        let error = await #expect(throws: GraphError.self) {
            try await graph(.fail).run { run in
                try await offerNext()
                try await source.send(1, 2, 3, 4, 5)
                try await sink.expectNothing()
                sink.requestAll()
                try await sink.expect(0, 1, 2, 3, 4)
                try await sink.expectFailure()
                _ = try await run.value
            }
        }
        #expect((error?.underlying as? BufferOverflow)?.size == 4)
        #expect(error?.node == "buffer")
    }

    @Test("T40: a buffer that suspends keeps four, upstream waits, and nothing is lost")
    func suspending() async throws {
        let dropped = try await graph(.suspend).run { run in
            try await source.send(1, 2, 3, 4, 5, 6, 7)
            try await sink.expectNothing()
            let edge = run.snapshot().edge(after: "buffer")
            #expect(edge?.isBackpressured == true)
            #expect(edge?.held == 4)
            #expect(edge?.capacity == 4)
            #expect(run.snapshot().edge(after: "source")?.delivered == 4)
            source.finish()
            sink.requestAll()
            try await sink.expect(1, 2, 3, 4, 5, 6, 7)
            try await sink.expectCompletion()
            return run.snapshot().node("buffer")?.dropped
        }
        #expect(dropped == 0)
    }

    @Test(
        "a failure of upstream comes after what the buffer holds",
        arguments: [Overflow.dropOldest, .dropNewest, .fail])
    func upstreamFailure(overflow: Overflow) async throws {
        let error = await #expect(throws: GraphError.self) {
            try await graph(overflow).run { run in
                try await offerNext()
                try await source.send(1, 2, 3, 4)
                source.fail(TestFailure(number: 8))
                try await sink.expectNothing()
                sink.requestAll()
                try await sink.expect(0, 1, 2, 3, 4)
                try await sink.expectFailure(TestFailure(number: 8))
                _ = try await run.value
            }
        }
        #expect(error?.node == "source")
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
