import Dataflow
import DataflowProbes
import Testing

@Suite("yield(to:)", .timeLimit(.minutes(5)))
struct YieldToTests {
    @Test("a stream gets every element, then the end")
    func completes() async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        async let run: Void = Flow(0..<1_000).yield(to: continuation).run()
        var seen: [Int] = []
        for await element in stream { seen.append(element) }
        try await run
        #expect(seen == Array(0..<1_000))
    }

    @Test("a failure ends the stream; one that throws gets the error")
    func fails() async throws {
        let failing = Flow(source: ProbeSource(0..<3, failing: TestFailure(number: 5)))
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        await #expect(throws: GraphError.self) { try await failing.yield(to: continuation).run() }
        var seen: [Int] = []
        for await element in stream { seen.append(element) }
        #expect(seen == [0, 1, 2])
        let (throwing, other) = AsyncThrowingStream.makeStream(of: Int.self)
        await #expect(throws: GraphError.self) { try await failing.yield(to: other).run() }
        await #expect(throws: TestFailure(number: 5)) { for try await _ in throwing {} }
    }

    @Test("a cancelled run ends the stream")
    func cancelled() async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        let run = Task { try await concat(Flow.just(1), .never()).yield(to: continuation).run() }
        for await element in stream {
            #expect(element == 1)
            run.cancel()
        }
        await #expect(throws: CancellationError.self) { try await run.value }
    }

    @Test("R10 a reader that goes away ends the flow")
    func terminated() async throws {
        let log = Recorder<ProbeSource.Event>()
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
        let reader = Task { for await _ in stream {} }
        async let run: Void = Flow(source: ProbeSource(log: log)).paced(every: .milliseconds(1)).yield(to: continuation)
            .run()
        try await log.elements(atLeast: 3)
        reader.cancel()
        try await run
        #expect(log.closings == 1)
    }

    @Test("L2 what the stream's policy drops is counted")
    func counted() async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(2))
        let (_, snapshot) = try await runToEnd(Graph { Flow(0..<10).yield(to: continuation).named("feed") })
        #expect(snapshot["feed"]?.dropped == 8)
        var seen: [Int] = []
        for await element in stream { seen.append(element) }
        #expect(seen == [8, 9])
    }
}
