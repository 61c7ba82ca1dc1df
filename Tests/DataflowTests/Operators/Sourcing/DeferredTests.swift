import Dataflow
import DataflowProbes
import Testing

@Suite("Flow.deferred", .timeLimit(.minutes(5)))
struct DeferredTests {
    private let made = Counter()

    /// A stream that is good for one pass, made anew for each.
    private func streams(_ numbers: Range<Int> = 0..<3) -> Flow<Int> {
        let made = made
        return .deferred {
            made.add()
            return AsyncStream<Int> { feed in
                for number in numbers { feed.yield(number) }
                feed.finish()
            }
        }
    }

    /// Throws at the second element, the first time.
    private func failingOnce(_ flow: Flow<Int>) -> Flow<Int> {
        let failures = Counter()
        return flow.map { number in
            if number == 1, failures.add() == 1 { throw TestFailure() }
            return number
        }
    }

    @Test("every run makes a sequence of its own, when the first element is asked for", arguments: [1, 64])
    func runs(capacity: Int) async throws {
        let sink = streams().capacity(capacity).collect()
        #expect(made.value == 0)
        async let other = sink.run()
        #expect(try await sink.run() == [0, 1, 2])
        #expect(try await other == [0, 1, 2])
        #expect(made.value == 2)
        #expect(try await streams(0..<0).collect().run() == [])
    }

    @Test("every attempt of a retry makes one, and so does a fallback")
    func attempts() async throws {
        #expect(try await failingOnce(streams()).retry(2).collect().run() == [0, 0, 1, 2])
        #expect(made.value == 2)
        let flow = streams()
        #expect(try await failingOnce(flow).catch { _ in flow }.collect().run() == [0, 0, 1, 2])
        #expect(made.value == 4)
    }

    @Test("a sequence that does not await is made in the same way")
    func plain() async throws {
        let made = made
        let flow = Flow<Int>.deferred {
            made.add()
            return (0..<3).lazy.map { $0 * 10 }
        }
        #expect(try await failingOnce(flow.map { $0 / 10 }).retry(1).collect().run() == [0, 0, 1, 2])
        #expect(made.value == 2)
    }

    @Test("what the closure throws, and what the sequence throws, is the failure of the flow")
    func failures() async throws {
        let unmade = Flow<Int>.deferred { () async throws -> AsyncStream<Int> in throw TestFailure(number: 1) }
        let broken = Flow<Int>.deferred {
            AsyncThrowingStream<Int, any Error> { $0.finish(throwing: TestFailure(number: 2)) }
        }
        let plain = Flow<Int>.deferred { () throws -> [Int] in throw TestFailure(number: 3) }
        for (number, flow) in [unmade, broken, plain].enumerated() {
            let error = await #expect(throws: GraphError.self) { try await flow.ignore().run() }
            #expect(error?.underlying as? TestFailure == TestFailure(number: number + 1))
            #expect(error?.node == "deferred")
        }
    }

    @Test("a sequence is let go of when downstream has enough")
    func satisfied() async throws {
        let ended = Gate()
        let flow = Flow<Int>.deferred {
            AsyncStream<Int> { feed in
                feed.onTermination = { _ in ended.open() }
                feed.yield(7)
            }
        }
        #expect(try await flow.first().run() == 7)
        try await ended.pass()
    }
}
