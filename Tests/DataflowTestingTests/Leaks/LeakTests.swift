import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("expectNoLeaks", .timeLimit(.minutes(5)))
struct LeakTests {
    @Test("a run leaves nothing alive")
    func nothing() async throws {
        let count = try await expectNoLeaks { watch in
            let box = watch(Tracked(1), "box")
            return try await Flow(1...3).map { $0 + box.number }.count().run()
        }
        #expect(count == 3)
    }

    @Test("what is still alive is named, in order")
    func named() async throws {
        let kept = Watched<[Tracked]>([])
        await expectFailure("2 of 3 objects are still alive: first, Tracked.") {
            try await expectNoLeaks { watch in
                kept.update { $0.append(watch(Tracked(1), "first")) }
                _ = watch(Tracked(2), "second")
                kept.update { $0.append(watch(Tracked(3))) }
            }
        }
        #expect(kept.value.count == 2)
    }

    @Test("a watch over nothing is told")
    func nobody() async throws {
        await expectFailure("nothing was watched, so no leak could be found.") { try await expectNoLeaks { _ in } }
    }
}
