import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@MainActor
@Suite("Example: search as you type", .timeLimit(.minutes(5)))
struct SearchAsYouTypeTests {
    private func until(_ condition: () -> Bool) async {
        while !condition(), !Task.isCancelled { await Task.yield() }
    }

    @Test("only what the user pauses at is searched for, and both views show the answer")
    func pauses() async throws {
        let (clock, asked) = (TestClock(), Recorder<String>())
        let model = SearchModel { query in
            asked.record(query)
            return (0..<query.count).map { "\(query) \($0)" }
        }
        let run = Task { try await model.run(clock: clock) }
        try await clock.sleepers(atLeast: 1)
        for query in ["s", "sw", "swi"] { model.query.value = query }
        await until {
            clock.advance(by: .milliseconds(300))
            return model.hits.count == 3 && model.status == "3 for swi"
        }
        #expect(asked.elements.last == "swi")
        #expect(!asked.elements.contains("s") && !asked.elements.contains("sw"))
        model.query.finish()
        try await run.value
    }

    @Test("a new query cancels the request before, whose answer is never shown")
    func cancels() async throws {
        let (clock, gate, cancelled) = (TestClock(), Gate(), Recorder<String>())
        let model = SearchModel { query in
            if query == "slow" {
                do { try await gate.wait() } catch {
                    cancelled.record(query)
                    throw error
                }
            }
            return [query]
        }
        let run = Task { try await model.run(clock: clock) }
        try await clock.sleepers(atLeast: 1)
        model.query.value = "slow"
        await until {
            clock.advance(by: .milliseconds(300))
            return gate.arrivals == 1
        }
        model.query.value = "fast"
        await until {
            clock.advance(by: .milliseconds(300))
            return model.hits == ["fast"]
        }
        #expect(cancelled.elements == ["slow"])
        run.cancel()
        _ = await run.result
    }

    @Test("a request that fails says so, and the next one is made")
    func fails() async throws {
        let clock = TestClock()
        let model = SearchModel { query in
            if query == "bad" { throw Boom("no network") }
            return [query]
        }
        let run = Task { try await model.run(clock: clock) }
        try await clock.sleepers(atLeast: 1)
        model.query.value = "bad"
        await until {
            clock.advance(by: .milliseconds(300))
            return model.status.contains("no network")
        }
        model.query.value = "good"
        await until {
            clock.advance(by: .milliseconds(300))
            return model.hits == ["good"]
        }
        run.cancel()
        _ = await run.result
    }
}
