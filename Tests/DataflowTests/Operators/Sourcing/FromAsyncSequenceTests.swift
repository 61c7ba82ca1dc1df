import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("Flow(asyncSequence)", .timeLimit(.minutes(5)))
struct FromAsyncSequenceTests {
    @Test("the elements of an async sequence come out in order")
    func elements() async throws {
        let stream = AsyncStream<Int> { feed in
            for number in 0..<100 { feed.yield(number) }
            feed.finish()
        }
        #expect(try await Flow(stream).capacity(2).collect().run() == Array(0..<100))
    }

    @Test("an error of the sequence comes after its elements")
    func failure() async throws {
        let stream = AsyncThrowingStream<Int, any Error> { feed in
            feed.yield(1)
            feed.finish(throwing: TestFailure(number: 2))
        }
        let seen = Recorder<Int>()
        let error = await #expect(throws: GraphError.self) { try await Flow(stream).forEach { seen.record($0) }.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 2))
        #expect(error?.node == "asyncSequence")
        #expect(seen.elements == [1])
    }

    @Test("a sequence that waits is no stall, and is let go of when downstream has enough")
    func waits() async throws {
        let ended = Gate()
        let (stream, feed) = AsyncStream.makeStream(of: Int.self)
        feed.onTermination = { _ in ended.open() }
        async let first = Flow(stream).first().run()
        feed.yield(7)
        #expect(try await first == 7)
        try await ended.pass()
    }

    /// A stream of a few numbers; good for one pass, as every `AsyncStream`.
    private func stream(_ numbers: Range<Int> = 0..<3) -> AsyncStream<Int> {
        AsyncStream { feed in
            for number in numbers { feed.yield(number) }
            feed.finish()
        }
    }

    @Test("a stream is read by one run; a second one, later or at once, is told so before it starts")
    func secondRun() async throws {
        let graph = Graph("orders") { Flow(stream()).count() }
        let line = #line - 1
        #expect(try await graph.run() == 3)
        let error = await #expect(throws: InvalidGraph.self) { try await graph.run() }
        let finding = try #require(error?.findings.first)
        #expect(finding.node == "asyncSequence")
        #expect(finding.site == SourceSite(fileID: "DataflowTests/FromAsyncSequenceTests.swift", line: line))
        #expect(finding.problem == "its AsyncStream<Int> can be read once, and was read before.")
        #expect(finding.repair.contains("Flow.deferred"))
        let (waiting, feed) = AsyncStream.makeStream(of: Int.self)
        let sink = Flow(waiting).map { $0 }.first()
        async let first = sink.run()
        feed.yield(1)
        #expect(try await first == 1)
        await #expect(throws: InvalidGraph.self) { try await sink.run() }
    }

    @Test("what is used twice in a graph is read once, and each run has a stream of its own when it makes one")
    func once() async throws {
        for _ in 0..<2 {
            let flow = Flow(stream())
            #expect(try await merge(flow, flow).count().run() == 6)
        }
    }

    @Test("a run that does not start leaves the stream to another")
    func refused() async throws {
        let (inlet, flow) = (Inlet<Int>(), Flow(stream()))
        inlet.finish()
        _ = try await Flow(inlet).count().run()
        await #expect(throws: InvalidGraph.self) { try await merge(flow, Flow(inlet)).count().run() }
        #expect(try await flow.count().run() == 3)
    }

    @Test("under retry a stream is a finding, also behind what the standard library makes of it")
    func retried() {
        let throwing = AsyncThrowingStream<Int, any Error> { $0.finish() }
        let flows = [
            Flow(stream()), Flow(throwing), Flow(stream().map { $0 + 1 }),
            Flow(stream().filter { $0 > 1 }.prefix(3).dropFirst()), Flow(throwing.compactMap { $0 }),
        ]
        for flow in flows {
            let found = Graph { flow.map { $0 }.retry(2).ignore() }.findings()
            #expect(found.map(\.node) == ["retry"])
            #expect(found.first?.problem.hasPrefix("it cannot start over what stands above it: the Async") == true)
            #expect(found.first?.problem.hasSuffix("can be read once.") == true)
            #expect(found.first?.repair.contains("Flow.deferred") == true)
        }
    }

    @Test("a fallback that would read the stream again is a failure that says so, behind the one that it was for")
    func caught() async throws {
        let flow = Flow(stream()).named("stream")
        let sink = flow.map { if $0 == 1 { throw TestFailure(number: $0) } }.map { 0 }.catch { _ in flow }.collect()
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
        let findings = (error?.others.first?.error as? InvalidGraph)?.findings
        #expect(findings?.map(\.node) == ["catch#2/stream"])
    }

    @Test("a sequence of another type is iterated by each run and each attempt, unless it says that it is good for one")
    func others() async throws {
        let again = Flow(Countdown())
        for _ in 0..<2 { #expect(try await again.collect().run() == [2, 1, 0]) }
        let failures = Counter()
        let flow = again.map { if $0 == 0, failures.add() == 1 { throw TestFailure() } else { $0 } }
        #expect(try await flow.retry(1).collect().run() == [2, 1, 2, 1, 0])
        #expect(problems(of: Flow(OneCountdown()).retry(1).ignore()).count == 1)
        let sink = Flow(SharedCountdown()).collect()
        #expect(try await sink.run() == [2, 1, 0])
        await #expect(throws: InvalidGraph.self) { try await sink.run() }
    }
}

/// Counts down anew each time it is iterated.
private struct Countdown: AsyncSequence, AsyncIteratorProtocol, Sendable {
    var left = 3

    mutating func next() async -> Int? {
        left -= 1
        return left < 0 ? nil : left
    }

    func makeAsyncIterator() -> Countdown { self }
}

/// The same; says that it is good for one pass.
private struct OneCountdown: AsyncSequence, Sendable, SinglePassSequence {
    func makeAsyncIterator() -> Countdown { Countdown() }
}

/// Is its own iterator and has an identity: what was taken is gone for the next who iterates.
private final class SharedCountdown: AsyncSequence, AsyncIteratorProtocol, Sendable {
    private let left = Watched(3)

    func next() async -> Int? {
        let left = left.update { left in
            left -= 1
            return left
        }
        return left < 0 ? nil : left
    }

    func makeAsyncIterator() -> SharedCountdown { self }
}
