import Dataflow
import Testing

@Suite("Flow(asyncSequence)", .timeLimit(.minutes(1)))
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
}
