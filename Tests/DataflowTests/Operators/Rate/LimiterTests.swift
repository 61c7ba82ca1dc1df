import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("Limiter", .timeLimit(.minutes(5)))
struct LimiterTests {
    @Test("no more than it allows go on at once, everyone gets a permit, and none is lost")
    func concurrency() async throws {
        let (limiter, working) = (Limiter(concurrency: 3), Counter())
        await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<500 {
                group.addTask {
                    try await limiter.withPermit {
                        working.add()
                        await Task.yield()
                        working.add(-1)
                        if number % 7 == 3 { throw TestFailure(number: number) }
                    }
                }
            }
            var failures = 0
            while let result = await group.nextResult() {
                if case .failure = result { failures += 1 }
            }
            #expect(failures == 71)
        }
        #expect(working.peak <= 3)
        #expect(limiter.inUse == 0)
        #expect(limiter.waiting == 0)
    }

    @Test("permits are given in the order in which they were asked for; who is cancelled leaves at once")
    func order() async throws {
        let (limiter, gate, got) = (Limiter(concurrency: 1), DataflowProbes.Gate(), DataflowProbes.Recorder<Int>())
        let holder = Task { try await limiter.withPermit { try await gate.wait() } }
        await gate.arrived(1)
        var tasks: [Task<Void, any Error>] = []
        for number in 0..<5 {
            tasks.append(Task { try await limiter.withPermit { got.record(number) } })
            await settle { limiter.waiting == number + 1 }
        }
        for number in [0, 3] {
            tasks[number].cancel()
            await #expect(throws: CancellationError.self) { try await tasks[number].value }
        }
        #expect(limiter.waiting == 3)
        gate.open()
        try await holder.value
        for number in [1, 2, 4] { try await tasks[number].value }
        #expect(got.elements == [1, 2, 4])
        #expect(limiter.inUse == 0)
    }

    @Test("a task that is cancelled already gets no permit")
    func cancelledBefore() async throws {
        let limiter = Limiter(concurrency: 1)
        let task = Task {
            await settle { Task.isCancelled }
            try await limiter.withPermit { _ = Issue.record("a cancelled task began") }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(limiter.inUse == 0)
    }

    @Test("who comes when too many wait hears so, and nothing changes for the others")
    func full() async throws {
        let (limiter, gate) = (Limiter(concurrency: 1, maxWaiting: 0), DataflowProbes.Gate())
        let holder = Task { try await limiter.withPermit { try await gate.wait() } }
        await gate.arrived(1)
        await #expect(throws: LimiterFull(waiting: 0)) { try await limiter.withPermit {} }
        gate.open()
        try await holder.value
        try await limiter.withPermit {}
    }

    @Test("a rate is kept by its own clock, on which nothing sleeps")
    func rate() async throws {
        let clock = TestClock()
        let limiter = Limiter(rate: 1, per: .seconds(2), burst: 2, clock: clock)
        let got = DataflowProbes.Recorder<Int>()
        let task = Task {
            for number in 0..<5 { try await limiter.withPermit { got.record(number) } }
        }
        for count in 2...4 {
            await settle { got.count == count && limiter.waiting == 1 }
            clock.advance(by: .seconds(1))
            #expect(limiter.waiting == 1)
            clock.advance(by: .seconds(1))
        }
        try await task.value
        #expect(got.elements == Array(0..<5))
    }

    @Test("when one that needs many tokens is cancelled, the alarm is set for the one behind it")
    func alarm() async throws {
        let clock = TestClock()
        let limiter = Limiter(rate: 1, per: .seconds(1), burst: 10, clock: clock)
        try await limiter.withPermit(cost: 10) {}
        let large = Task { try await limiter.withPermit(cost: 9) {} }
        await settle { limiter.waiting == 1 }
        let small = Task { try await limiter.withPermit(cost: 2) {} }
        await settle { limiter.waiting == 2 }
        clock.advance(by: .seconds(1))
        large.cancel()
        _ = await large.result
        #expect(limiter.waiting == 1)
        clock.advance(by: .seconds(1))
        try await small.value
    }

    @Test("a limiter that is let go of leaves no timer")
    func released() async throws {
        try await expectNoLeaks { watch in
            let limiter = watch(Limiter(rate: 1, per: .seconds(3_600)))
            try await limiter.withPermit {}
            let waiting = Task { try await limiter.withPermit {} }
            await settle { limiter.waiting == 1 }
            waiting.cancel()
            _ = await waiting.result
        }
    }

    @Test("arguments that make no sense are an error for plain code and a finding in a graph")
    func limits() async throws {
        let useless = [
            Limiter(concurrency: 0), Limiter(concurrency: 1, maxWaiting: -1), Limiter(rate: 0, per: .seconds(1)),
            Limiter(rate: 1, per: .zero), Limiter(rate: 1, per: .seconds(1), burst: 0),
            Limiter(rate: 1, per: .seconds(1), concurrency: 0),
        ]
        for limiter in useless {
            await #expect(throws: InvalidLimiter.self) { try await limiter.withPermit {} }
            #expect(problems(of: Flow(0..<3).map(limiter: limiter) { $0 }.collect()).count == 1)
        }
    }

    @Test("in a simulation it has the simulation's time")
    func simulated() async throws {
        try await explore(seeds: 0..<50) { simulation in
            let limiter = Limiter(rate: 1, per: .seconds(60), concurrency: 2)
            let first = simulation.clock.now
            let graph = Graph {
                Flow(0..<4).map(limiter: limiter, concurrency: 3) { $0 }.collect()
                Flow(0..<4).limited(by: Limiter(rate: 1, per: .seconds(30))).collect()
            }
            let (one, two) = try await graph.run()
            guard one == Array(0..<4), two == Array(0..<4), limiter.inUse == 0 else { throw TestFailure() }
            // Time may pass before a node steps.
            guard first.duration(to: simulation.clock.now) >= .seconds(180) else { throw TestFailure(number: 1) }
        }
    }
}
