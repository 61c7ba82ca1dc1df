import Dataflow
import DataflowTesting
import Testing

@Suite("Flow { emit in }", .timeLimit(.minutes(5)))
struct EmitTests {
    @Test("what the closure emits comes out in order, and its end is the flow's, in every run", arguments: [1, 2, 256])
    func emits(capacity: Int) async throws {
        let flow = Flow<Int> { emit in
            for number in 0..<1_000 { try await emit(number) }
        }
        let sink = flow.capacity(capacity).collect()
        async let other = sink.run()
        #expect(try await sink.run() == Array(0..<1_000))
        #expect(try await other == Array(0..<1_000))
    }

    @Test("T20: an error of the closure comes after what it emitted")
    func failure() async throws {
        let seen = Recorder<Int>()
        let flow = Flow<Int> { emit in
            try await emit(1)
            try await emit(2)
            throw TestFailure(number: 3)
        }
        let error = await #expect(throws: GraphError.self) { try await flow.forEach { seen.record($0) }.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 3))
        #expect(error?.node == "emit")
        #expect(seen.elements == [1, 2])
    }

    @Test("T1: a call of emit returns only when the mailbox has taken the element")
    func backpressure() async throws {
        let handled = Watched(0)
        let ahead = Recorder<Int>()
        let flow = Flow<Int> { emit in
            for number in 0..<200 {
                try await emit(number)
                ahead.record(number + 1 - handled.value)
            }
        }
        try await flow.capacity(3).forEach { _ in
            await Task.yield()
            handled.update { $0 += 1 }
        }.run()
        #expect(ahead.count == 200)
        // Three in the mailbox, one in the sink's hands.
        #expect(ahead.elements.max()! <= 4)
    }

    @Test("T19: a call that waits for room throws when nobody wants more, and the run waits for the closure")
    func satisfied() async throws {
        let log = Recorder<String>()
        let flow = Flow<Int> { emit in
            defer { log.record("left") }
            do {
                while true { try await emit(0) }
            } catch {
                await Task { await Task.yield() }.value
                log.record(error is CancellationError ? "cancelled" : "\(error)")
                throw error
            }
        }
        #expect(try await flow.capacity(1).prefix(2).count().run() == 2)
        #expect(log.elements == ["cancelled", "left"])
    }

    @Test("draining cancels the closure and delivers what it has emitted")
    func drain() async throws {
        let emitted = Watched(0)
        let flow = Flow<Int> { emit in
            while true {
                try await emit(0)
                emitted.update { $0 += 1 }
            }
        }
        let count = try await Graph { flow.capacity(5).count() }.run { run in
            try await emitted.wait { $0 >= 3 }
            try await run.drain()
            return try await run.value
        }
        #expect(count == emitted.value)
    }

    @Test("T48: cancelling the run cancels a closure that waits for something else")
    func cancel() async throws {
        let started = Gate()
        let flow = Flow<Int> { _ in
            started.open()
            try await Gate().pass()
        }
        let run = Task { try await flow.collect().run() }
        try await started.pass()
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
    }
}
