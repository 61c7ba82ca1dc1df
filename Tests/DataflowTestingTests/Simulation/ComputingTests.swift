import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("Closures that compute in a simulation", .timeLimit(.minutes(5)))
struct ComputingTests {
    @Test("time passes by exactly as much as the closures compute, under every schedule")
    func exact() async throws {
        try await explore(seeds: 0..<100) { simulation in
            try await Flow(1...3).map { number in
                compute(for: .milliseconds(20))
                return number
            }.forEach { _ in compute(for: .milliseconds(1)) }.run(parallelism: 1)
            try #require(simulation.clock.now.offset == .milliseconds(63))
        }
    }

    @Test("closures that compute at once each take their own time, whichever began first")
    func overlapping() async throws {
        try await explore(seeds: 0..<100) { simulation in
            let times = Recorder<Duration>()
            func slow(_ duration: Duration) -> Sink<Void> {
                Flow([duration]).forEach { duration in
                    let start = simulation.clock.now
                    compute(for: duration)
                    times.record(duration - start.duration(to: simulation.clock.now))
                }
            }
            try await Graph {
                slow(.milliseconds(20))
                slow(.milliseconds(50))
                slow(.milliseconds(30))
            }.run(parallelism: 3)
            try #require(times.elements == [.zero, .zero, .zero])
        }
    }

    @Test("async closures compute as sync ones do")
    func asynchronous() async throws {
        for (parallelism, milliseconds) in [(1, 80), (2, 40), (4, 20)] {
            let end = try await replay("") { simulation in
                let slow = Flow(1...4).map(concurrency: 4) { number async in
                    compute(for: .milliseconds(20))
                    return number
                }
                let numbers = try await slow.collect().run(parallelism: parallelism)
                try #require(numbers == [1, 2, 3, 4])
                return simulation.clock.now.offset
            }
            #expect(end.value == .milliseconds(milliseconds))
        }
    }

    @Test("a timer that comes due meanwhile fires in time, inside the graph and outside")
    func timers() async throws {
        let times = try await replay("") { simulation in
            let seen = Recorder<Duration>()
            async let outside: Void = {
                try await simulation.clock.sleep(for: .milliseconds(15))
                seen.record(simulation.clock.now.offset)
            }()
            try await Graph {
                Flow([0]).forEach { _ in compute(for: .milliseconds(35)) }
                Flow.every(.milliseconds(10)).prefix(3).forEach { _ in seen.record(simulation.clock.now.offset) }
            }.run(parallelism: 2)
            try await outside
            return seen.elements
        }
        #expect(times.value == [10, 15, 20, 30].map { .milliseconds($0) })
        #expect(times.trace.events.contains(.compute(by: "forEach", for: .milliseconds(35))))
    }

    @Test("another branch goes on meanwhile if the run's parallelism allows it", arguments: [1, 2, 3])
    func branches(parallelism: Int) async throws {
        let most = Locked(0)
        try await explore(seeds: 0..<100) { _ in
            let inside = Counter()
            func branch() -> Sink<Void> {
                Flow(1...3).forEach { _ in
                    inside.add()
                    compute(for: .milliseconds(5))
                    inside.add(-1)
                }
            }
            try await Graph {
                branch()
                branch()
                branch()
                branch()
            }.run(parallelism: parallelism)
            most { $0 = max($0, inside.peak) }
        }
        #expect(most { $0 } == parallelism)
    }

    @Test("a node is never inside two steps")
    func once() async throws {
        try await explore(seeds: 0..<100) { _ in
            let (inlet, isInside) = (Inlet<Int>(), Locked(false))
            async let sum = Flow(inlet).map { number in
                let wasInside = isInside { inside in
                    defer { inside = true }
                    return inside
                }
                try #require(!wasInside)
                compute(for: .milliseconds(10))
                isInside { $0 = false }
                return number
            }.reduce(into: 0) { $0 += $1 }.run()
            for number in 1...4 { try await inlet.send(number) }
            inlet.finish()
            #expect(try await sum == 10)
        }
    }

    @Test("a cancellation that comes meanwhile is seen by the closure, and nothing more is handled")
    func cancelled() async throws {
        try await explore(seeds: 0..<100) { simulation in
            let (isCancelled, late, seen) = (Locked(false), Counter(), Recorder<Bool>())
            let endless = Flow(0...).forEach { _ in
                if isCancelled({ $0 }) { late.add() }
                compute(for: .milliseconds(20))
                if isCancelled({ $0 }) { seen.record(Task.isCancelled) }
            }
            try await Graph { endless }.run { run in
                try await simulation.clock.sleep(for: .milliseconds(10))
                run.cancel()
                isCancelled { $0 = true }
            }
            try #require(late.value == 0 && seen.elements.allSatisfy(\.self) && seen.count <= 1)
        }
    }

    @Test("a failure elsewhere ends a closure that computes until it is cancelled")
    func failed() async throws {
        try await explore(seeds: 0..<100) { simulation in
            let graph = Graph {
                Flow([0]).forEach { _ in
                    while !Task.isCancelled { compute(for: .milliseconds(10)) }
                }
                Flow([0]).forEach { _ async throws in
                    try await simulation.clock.sleep(for: .milliseconds(1))
                    throw Boom()
                }
            }
            let error = await #expect(throws: GraphError.self) { try await graph.run(parallelism: 2) }
            try #require(error?.underlying is Boom)
        }
    }

    @Test("a closure that keeps the only worker hears that the task that runs the graph is cancelled")
    func callerCancelled() async throws {
        try await explore(seeds: 0..<100) { simulation in
            await withTaskGroup { group in
                group.addTask {
                    _ = try? await Flow(0...).forEach { _ in
                        while !Task.isCancelled { compute(for: .milliseconds(10)) }
                    }.run(parallelism: 1)
                }
                try? await simulation.clock.sleep(for: .milliseconds(25))
                group.cancelAll()
            }
            try #require(simulation.clock.now.offset < .seconds(1))
        }
    }

    @Test("the same seed gives the same trace, and so do its decisions")
    func repeats() async throws {
        let body: @Sendable (Simulation) async throws -> Int = { simulation in
            let slow = Flow(1...4).map { number in
                compute(for: .milliseconds(number))
                return number
            }
            let awaited = Flow(5...8).map(concurrency: 2) { number in
                compute(for: .milliseconds(2))
                try await simulation.clock.sleep(for: .milliseconds(1))
                return number
            }
            return try await merge(slow, awaited).reduce(into: 0) { $0 += $1 }.run()
        }
        for seed in UInt64(0)..<30 {
            let first = try await simulate(seed: seed, body)
            #expect(first.value == 36)
            #expect(try await simulate(seed: seed, body).trace == first.trace)
            #expect(try await replay(first.schedule, body).trace == first.trace)
        }
    }

    struct Oversold: Error {}

    /// Two branches look whether one is left, take their time, and take it.
    private static func sell(_ time: Duration) async throws {
        let stock = Locked(1)
        func till() -> Sink<Void> {
            Flow([1]).forEach { _ in
                guard stock({ $0 > 0 }) else { return }
                compute(for: time)
                stock { $0 -= 1 }
            }
        }
        try await Graph {
            till()
            till()
        }.run()
        if stock({ $0 }) < 0 { throw Oversold() }
    }

    @Test("a race that needs a closure to take time is found, shortened, and repeated")
    func race() async throws {
        try await explore(seeds: 0..<200) { _ in try await Self.sell(.zero) }
        let body: @Sendable (Simulation) async throws -> Void = { _ in try await Self.sell(.milliseconds(5)) }
        let failure = try #require(
            await #expect(throws: SimulationFailure.self) { try await explore(seeds: 0..<200, body) })
        #expect(failure.underlying is Oversold)
        let again = try #require(
            await #expect(throws: SimulationFailure.self) { try await replay(failure.schedule, body) })
        #expect(again.underlying is Oversold)
        #expect(again.trace == failure.trace)
        await #expect(throws: SimulationFailure.self) { try await exhaustive(body) }
    }

    @Test("what goes wrong meanwhile ends the simulation, and the closure")
    func wrong() async throws {
        for seed in UInt64(0)..<20 {
            let failure = await #expect(throws: SimulationFailure.self) {
                try await simulate(seed: seed) { simulation in
                    simulation.always("it is early") { simulation.clock.now.offset < .milliseconds(100) }
                    try await Graph {
                        Flow([0]).forEach { _ in while !Task.isCancelled { compute(for: .milliseconds(300)) } }
                        Flow.every(.milliseconds(10)).forEach { _ in compute(for: .milliseconds(5)) }
                    }.run(parallelism: 2)
                }
            }
            #expect(failure?.underlying is InvariantViolated)
            let isLastTime = if case .time? = failure?.trace.events.last { true } else { false }
            #expect(isLastTime)
        }
    }

    @Test("closures find the task-local values of the run, also while another one computes with its own")
    func taskLocals() async throws {
        try await explore(seeds: 0..<100) { _ in
            let names = Recorder<String>()
            func branch(_ name: String) -> Sink<Void> {
                Flow(1...2).forEach { _ in
                    names.record(TaskLocalTests.Name.current)
                    TaskLocalTests.Name.$current.withValue(name) { compute(for: .milliseconds(3)) }
                    names.record(TaskLocalTests.Name.current)
                }
            }
            try await TaskLocalTests.Name.$current.withValue("run") {
                try await Graph {
                    branch("left")
                    branch("right")
                }.run()
            }
            try #require(names.elements.allSatisfy { $0 == "run" } && names.count == 8)
        }
    }

    @Test("a run is at rest only once its closures have ended")
    func rest() async throws {
        try await explore(seeds: 0..<100) { simulation in
            let done = Counter()
            let flow = Flow([1]).map { number in
                compute(for: .milliseconds(10))
                done.add()
                return number
            }
            try await flow.test { sink in
                sink.request(1)
                try await sink.expect(1)
                try await sink.expectCompletion()
            }
            try #require(done.value == 1)
        }
    }

    @Test("tasks outside of a graph compute too, and more of them than there may be threads")
    func tasks() async throws {
        let end = try await replay("") { simulation in
            await withTaskGroup { group in
                for _ in 0..<100 { group.addTask { compute(for: .milliseconds(10)) } }
            }
            return simulation.clock.now.offset
        }
        #expect(end.value >= .milliseconds(10) && end.value <= .milliseconds(20))
    }

    @Test("outside of a simulation the thread is busy for that time")
    func real() {
        let start = ContinuousClock.now
        compute(for: .milliseconds(2))
        #expect(start.duration(to: .now) >= .milliseconds(2))
    }
}
