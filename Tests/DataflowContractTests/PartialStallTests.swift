import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("S: partial stalls")
struct PartialStallTests {
    /// A diamond that cannot move once its mailboxes are full: one branch takes all, the other one element of 100.
    private let diamond: Flow<Int> = {
        let source = Flow<Int>.counting(100).capacity(1)
        let some = source.only { $0 == 50 }.named("some").capacity(1)
        let all = source.step { $0 }.named("all").capacity(1)
        return zip(some, all).capacity(1).step { $0.0 }
    }()

    @Test(
        "S5 A diamond that stalls beside a heartbeat is told, with its circle and without the heartbeat",
        arguments: [1, 2])
    func heartbeat(parallelism: Int) async throws {
        let clock = TestClock()
        let graph = Graph {
            diamond.gathered()
            Flow.every(.seconds(1)).named("heartbeat").forEach { _ in }
        }
        try await within("S5") {
            try await graph.run(clock: clock, parallelism: parallelism) { run in
                #expect(await run.rest.wait())
                let stall = try #require(run.partialStall())
                #expect(stall.isPartial)
                #expect(Set(stall.cycle.map(\.node)).isSuperset(of: ["zip", "some", "all"]), "\(stall)")
                #expect(!stall.waits.contains { $0.node == "heartbeat" || $0.on == "heartbeat" })
                #expect(stall.description.contains("though others go on"))
                run.cancel()
            }
        }
    }

    @Test("S5 A part that waits for the heartbeat itself has not stalled", arguments: [1, 2])
    func paced(parallelism: Int) async throws {
        let clock = TestClock()
        let flow = zip(Flow<Int>.counting(10), Flow.every(.seconds(1))).step { $0.0 }
        try await within("S5") {
            try await Graph { flow.gathered() }.run(clock: clock, parallelism: parallelism) { run in
                #expect(await run.rest.wait())
                #expect(run.partialStall() == nil)
                run.cancel()
            }
        }
    }

    @Test("S5 A part behind a closure that awaits has not stalled", arguments: [1, 2])
    func closure(parallelism: Int) async throws {
        let gate = Gate()
        let flow = Flow<Int>.counting(4).map { number async throws -> Int in
            try await gate.wait()
            return number
        }
        try await within("S5") {
            try await Graph { flow.gathered() }.run(parallelism: parallelism) { run in
                await gate.arrived(1)
                #expect(run.partialStall() == nil)
                gate.open()
                let value = try await run.value
                #expect(value == [0, 1, 2, 3])
                #expect(run.partialStall() == nil, "a run that has ended waits for nobody")
            }
        }
    }
}
