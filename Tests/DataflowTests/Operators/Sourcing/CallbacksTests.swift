import Dataflow
import DataflowProbes
import Testing

@Suite("callbacks", .timeLimit(.minutes(5)))
struct CallbacksTests {
    /// Something with one observer.
    private final class Center: Sendable {
        private let state = Locked<(observer: (@Sendable (Int) -> Void)?, registered: Int, forgotten: Int)>((nil, 0, 0))

        var registered: Int { state { $0.registered } }
        var forgotten: Int { state { $0.forgotten } }

        func observe(_ observer: @escaping @Sendable (Int) -> Void) {
            state { $0 = (observer, $0.registered + 1, $0.forgotten) }
        }

        func forget() {
            state { $0 = (nil, $0.registered, $0.forgotten + 1) }
        }

        func post(_ number: Int) {
            let observer = state { $0.observer }
            observer?(number)
        }
    }

    private let center = Center()

    private func flow(buffer: Int = 64, overflow: Overflow = .fail) -> Flow<Int> {
        .callbacks(buffer: buffer, overflow: overflow) { [center] yield in
            center.observe { if $0 < 0 { yield.finish() } else { yield($0) } }
            return { center.forget() }
        }
    }

    @Test("each run registers once, gets what the callback is called with, and unregisters once")
    func runs() async throws {
        for run in 1...3 {
            let got = try await Graph { flow().collect() }.run { run in
                await settle { center.registered > center.forgotten }
                for number in 0..<10 { center.post(number) }
                center.post(-1)
                return try await run.value
            }
            #expect(got == Array(0..<10))
            #expect(center.registered == run)
            #expect(center.forgotten == run)
        }
    }

    @Test("it unregisters once, however the flow ends")
    func ends() async throws {
        let failing = flow().map { (number: Int) throws -> Int in throw TestFailure(number: number) }
        for (graph, end) in [
            (Graph { flow().prefix(1).collect() }, "satisfied"), (Graph { failing.collect() }, "failed"),
            (Graph { flow().collect() }, "cancelled"), (Graph { flow().collect() }, "drained"),
        ] {
            let before = center.forgotten
            _ = try? await graph.run { run in
                await settle { center.registered > before }
                center.post(1)
                if end == "cancelled" { run.cancel() }
                if end == "drained" { try await run.drain() }
                return try await run.value
            }
            #expect(center.forgotten == before + 1, "\(end)")
            #expect(center.registered == before + 1, "\(end)")
        }
    }

    @Test("a run that is drained delivers what came before, and takes no more")
    func drained() async throws {
        let got = try await Graph { flow().collect() }.run { run in
            await settle { center.registered == 1 }
            for number in 0..<10 { center.post(number) }
            try await run.drain()
            center.post(10)
            return try await run.value
        }
        #expect(got == Array(0..<10))
    }

    @Test("a buffer that overflows fails the flow, or drops and counts, as asked")
    func overflows() async throws {
        for (overflow, expected) in [(Overflow.dropNewest, [0, 1]), (.dropOldest, [8, 9])] {
            let flow = Flow<Int>.callbacks(buffer: 2, overflow: overflow) { yield in
                for number in 0..<10 { yield(number) }
                yield.finish()
                return {}
            }
            let (value, snapshot) = try await runToEnd(Graph { flow.collect() })
            #expect(value == expected)
            #expect(snapshot["callbacks"]?.dropped == 8)
        }
        let failing = Flow<Int>.callbacks(buffer: 2) { yield in
            for number in 0..<10 { yield(number) }
            return {}
        }
        let got = try await failing.catch { error in .just(error is BufferOverflow ? -1 : -2) }.collect().run()
        #expect(got == [0, 1, -1])
    }

    @Test("a registration that throws fails the flow, and has nothing to unregister")
    func throwing() async throws {
        let flow = Flow<Int>.callbacks { _ in throw TestFailure(number: 1) }
        let error = await #expect(throws: GraphError.self) { try await flow.collect().run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
    }

    @Test("a callback that comes after the end is told that the flow takes no more")
    func late() async throws {
        let kept = Locked<Yield<Int>?>(nil)
        let flow = Flow<Int>.callbacks { yield in
            kept { $0 = yield }
            yield(1)
            return {}
        }
        #expect(try await flow.prefix(1).collect().run() == [1])
        let yield = try #require(kept { $0 })
        #expect(yield.hasEnded)
        yield(2)
    }

    @Test("arguments that make no sense are found when the graph is validated")
    func findings() {
        #expect(problems(of: flow(buffer: 0).collect()).count == 1)
        #expect(problems(of: flow(overflow: .suspend).collect()).count == 1)
    }
}
