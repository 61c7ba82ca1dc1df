import Dataflow
import Testing

/// Every test runs both forms: with closures that await and with closures that do not.
@Suite("resource", .timeLimit(.minutes(5)))
struct ResourceTests {
    struct Reader: Sendable {
        var position = 0
    }

    private let log = Recorder<String>()

    /// A resource of `count` numbers that tells when it is opened and closed, and fails at one of them if told so.
    private func numbers(_ count: Int, failingAt refused: Int = -1, isAsync: Bool) -> Flow<Int> {
        let log = log
        let read: @Sendable (inout Reader) throws -> Int? = { reader in
            if reader.position == refused { throw TestFailure(number: refused) }
            guard reader.position < count else { return nil }
            defer { reader.position += 1 }
            return reader.position
        }
        guard isAsync else {
            return .resource {
                log.record("open")
                return Reader()
            } next: { reader in
                try read(&reader)
            } close: { _ in
                log.record("close")
            }
        }
        return .resource {
            await Task.yield()
            log.record("open")
            return Reader()
        } next: { reader in
            await Task.yield()
            return try read(&reader)
        } close: { _ in
            await Task.yield()
            log.record(Task.isCancelled ? "close in a cancelled task" : "close")
        }
    }

    @Test("a resource is read to its end and closed once, in every run", arguments: [false, true])
    func end(isAsync: Bool) async throws {
        let sink = numbers(1_000, isAsync: isAsync).capacity(3).collect()
        #expect(try await sink.run() == Array(0..<1_000))
        #expect(log.elements == ["open", "close"])
        #expect(try await sink.run() == Array(0..<1_000))
        #expect(log.elements == ["open", "close", "open", "close"])
    }

    @Test("a resource whose reading fails is closed once", arguments: [false, true])
    func failure(isAsync: Bool) async throws {
        let seen = Recorder<Int>()
        let sink = numbers(5, failingAt: 3, isAsync: isAsync).forEach { seen.record($0) }
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 3))
        #expect(seen.elements == [0, 1, 2])
        #expect(log.elements == ["open", "close"])
    }

    @Test("a resource that cannot be opened fails the flow and is not closed")
    func openFails() async throws {
        let log = log
        let flows = [
            Flow<Int>.resource { () throws -> Reader in
                throw TestFailure()
            } next: { _ in
                nil
            } close: { _ in
                log.record("close")
            },
            Flow<Int>.resource { () async throws -> Reader in
                await Task.yield()
                throw TestFailure()
            } next: { _ in
                nil
            } close: { _ in
                log.record("close")
            },
        ]
        for flow in flows {
            let error = await #expect(throws: GraphError.self) { try await flow.collect().run() }
            #expect(error?.underlying as? TestFailure == TestFailure())
        }
        #expect(log.elements == [])
    }

    @Test(
        "T13: a resource is closed once when downstream has enough, before the run returns",
        arguments: [false, true]
    )
    func satisfied(isAsync: Bool) async throws {
        #expect(try await numbers(.max, isAsync: isAsync).prefix(3).collect().run() == [0, 1, 2])
        #expect(log.elements == ["open", "close"])
    }

    @Test("T48: a resource is closed once when the run is cancelled, before the run returns", arguments: [false, true])
    func cancelled(isAsync: Bool) async throws {
        let seen = Recorder<Int>()
        let sink = numbers(.max, isAsync: isAsync).forEach { seen.record($0) }
        let run = Task { try await sink.run() }
        try await seen.elements(atLeast: 1)
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
        #expect(log.elements == ["open", "close"])
    }

    @Test(
        "T16: a run that is cancelled before it starts opens nothing, or closes what it opened",
        arguments: [false, true]
    )
    func cancelledAtOnce(isAsync: Bool) async throws {
        let sink = numbers(.max, isAsync: isAsync).ignore()
        let run = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            try await sink.run()
        }
        await #expect(throws: CancellationError.self) { try await run.value }
        #expect(log.elements == [] || log.elements == ["open", "close"])
    }

    @Test("a resource is closed once when the run drains, and what was read is delivered", arguments: [false, true])
    func drained(isAsync: Bool) async throws {
        let seen = Recorder<Int>()
        let (values, snapshot) = try await Graph { numbers(.max, isAsync: isAsync).map { seen.record($0) }.count() }
            .run { run in
                try await seen.elements(atLeast: 1)
                try await run.drain()
                return (try await run.value, run.snapshot())
            }
        #expect(log.elements == ["open", "close"])
        #expect(seen.elements == Array(0..<values))
        #expect(snapshot["resource"]?.emitted == values)
    }
}
