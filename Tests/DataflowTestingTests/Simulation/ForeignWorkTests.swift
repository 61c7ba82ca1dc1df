import Dataflow
import DataflowProbes
import DataflowTesting
import Dispatch
import Testing

@Suite("What a simulation does not decide about")
struct ForeignWorkTests {
    private func foreignWork(
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: @escaping @Sendable (Simulation) async throws -> Void
    ) async throws -> ForeignWork {
        let failure = await #expect(throws: SimulationFailure.self, sourceLocation: sourceLocation) {
            try await explore(seeds: 0..<3, body)
        }
        return try #require(failure?.underlying as? ForeignWork, sourceLocation: sourceLocation)
    }

    @Test("a closure that awaits the main actor is found, and its node named")
    func mainActor() async throws {
        let work = try await foreignWork { _ in
            try await Flow(1...3).forEach { _ in await MainActor.run {} }.named("shown").run()
        }
        #expect(work.nodes.contains { $0.hasPrefix("shown") }, "\(work)")
    }

    @Test("a closure that sleeps on another clock is found, and its node named")
    func sleeping() async throws {
        let work = try await foreignWork { _ in
            try await Flow(1...3).map { try await ContinuousClock().sleep(for: .seconds($0 * 3600)) }.named("slow")
                .ignore().run()
        }
        #expect(work.how == .awaited)
        #expect(work.nodes == ["slow"], "\(work)")
        #expect("\(work)".contains("the simulation's clock"))
    }

    @Test("a closure that awaits an actor with an executor of its own is found, and its node named")
    func ownExecutor() async throws {
        let elsewhere = Elsewhere()
        let work = try await foreignWork { _ in
            try await Flow(1...3).map { await elsewhere.next($0) }.named("elsewhere").ignore().run()
        }
        #expect(work.nodes.contains { $0.hasPrefix("elsewhere") }, "\(work)")
    }

    @Test("a closure that awaits a task of its own is found, and its node named")
    func unstructured() async throws {
        let gate = Gate()
        let work = try await foreignWork { _ in
            try await Flow(1...3).map { number in
                try await Task {
                    try await gate.wait()
                    return number
                }.value
            }.named("detour").ignore().run()
        }
        gate.open()
        #expect(work.nodes == ["detour"], "\(work)")
    }

    @Test("an element sent by another thread is found")
    func sender() async throws {
        let work = try await foreignWork { _ in
            let inlet = Inlet<Int>()
            async let end: Void = Flow(inlet).named("inlet").ignore().run()
            DispatchQueue.global().async {
                _ = inlet.trySend(1)
                inlet.finish()
            }
            try await end
        }
        #expect(work.nodes == ["inlet"], "\(work)")
    }

    @Test("an element sent by another thread is found even when no node waits for it yet")
    func earlySender() async throws {
        let work = try await foreignWork { _ in
            let inlet = Inlet<Int>()
            let isSent = DispatchSemaphore(value: 0)
            DispatchQueue.global().async {
                _ = inlet.trySend(1)
                isSent.signal()
            }
            Self.block(until: isSent)
            inlet.finish()
            try await Flow(inlet).ignore().run()
        }
        #expect(work.how == .moved && work.nodes == ["inlet"], "\(work)")
    }

    /// The other thread comes first, without a moment of the simulation passing.
    private static func block(until signal: DispatchSemaphore) { signal.wait() }

    @Test("a body that awaits what never comes is found")
    func never() async throws {
        let gate = Gate()
        let work = try await foreignWork { _ in try await gate.wait() }
        gate.open()
        #expect(work == work && work.nodes.isEmpty && work.how == .awaited)
        #expect("\(work)".hasPrefix("the body waits"))
    }

    @Test("what depends on a coin that no seed throws is found by playing twice")
    func coin() async throws {
        let tosses = Counter()
        await #expect(throws: SimulationDiverged.self) {
            try await explore(seeds: 0..<3) { _ in
                let count = tosses.add() % 2 == 0 ? 2 : 1
                try await Flow(0..<count).forEach { _ in }.named("forEach \(count)").run()
            }
        }
    }
}

private final class QueueExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "elsewhere")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}

/// An actor whose jobs run on a queue.
private actor Elsewhere {
    private let queue = QueueExecutor()
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe queue.asUnownedSerialExecutor() }
    func next(_ number: Int) -> Int { number + 1 }
}
