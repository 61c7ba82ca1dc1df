import Dataflow
import DataflowTesting
import Testing

@Suite("every", .timeLimit(.minutes(5)))
struct EveryTests {
    struct Tick: Sendable, Equatable {
        let number: Int
        let time: Duration
    }

    private let clock = TestClock()
    private let seen = Recorder<Tick>()

    private func record(_ number: Int) {
        seen.record(Tick(number: number, time: clock.elapsed))
    }

    @Test("T42: ticks come one interval apart, the first after one interval")
    func instants() async throws {
        async let end: Void = Flow.every(.seconds(2)).prefix(3).forEach { record($0) }.run(clock: clock)
        for number in 1...3 {
            try await clock.sleepers(atLeast: 1)
            clock.advance(by: .seconds(1))
            try await clock.sleepers(atLeast: 1)
            clock.advance(by: .seconds(1))
            try await seen.elements(atLeast: number)
        }
        try await end
        #expect(seen.elements == (0..<3).map { Tick(number: $0, time: .seconds(2 * $0 + 2)) })
    }

    @Test("an operator's own clock counts, whatever the graph's is")
    func ownClock() async throws {
        async let first = Flow.every(.seconds(1), clock: clock).first().run(clock: TestClock())
        try await clock.sleepers(atLeast: 1)
        clock.advance(by: .seconds(1))
        #expect(try await first == 0)
    }

    @Test(
        "T1 A clock that moves before the source has made its first step is not moved in vain",
        arguments: [false, true])
    func movedEarly(isOwnClock: Bool) async throws {
        for attempt in 0..<50 {
            let clock = TestClock()
            let flow = Flow.every(.seconds(1), clock: isOwnClock ? clock : nil).map { _ in clock.elapsed }
            let first = try await Graph { flow.first() }.run(clock: isOwnClock ? TestClock() : clock) { run in
                clock.advance(by: .seconds(1))
                #expect(await run.rest.wait())
                // For a source that has missed that.
                clock.advance(by: .seconds(1))
                return try await run.value
            }
            #expect(first == .seconds(1), "attempt \(attempt)")
        }
    }

    @Test("ticks that find the mailbox full are dropped and counted, never queued")
    func dropped() async throws {
        let gate = Gate()
        let graph = Graph {
            Flow.every(.seconds(1)).capacity(1).forEach { number in
                record(number)
                try await gate.pass()
            }
        }
        let snapshot = try await graph.run(clock: clock) { run in
            try await tick()
            try await seen.elements(atLeast: 1)
            // Tick 1 waits in the mailbox; 2 and 3 find it full.
            for _ in 1...3 { try await tick() }
            try await clock.sleepers(atLeast: 1)
            gate.open()
            try await seen.elements(atLeast: 2)
            try await tick()
            try await seen.elements(atLeast: 3)
            try await run.drain()
            return run.snapshot()
        }
        #expect(seen.elements.map(\.number) == [0, 1, 4])
        #expect(snapshot["every"]?.dropped == 2)
        #expect(snapshot["every"]?.emitted == 3)
    }

    @Test("after a leap of the clock, ticks come as far as there is room; the others are dropped in one go")
    func leap() async throws {
        let graph = Graph { Flow.every(.nanoseconds(1)).capacity(3).forEach { record($0) } }
        let snapshot = try await graph.run(clock: clock) { run in
            try await clock.sleepers(atLeast: 1)
            clock.advance(by: .seconds(3_600))
            try await seen.elements(atLeast: 3)
            try await clock.sleepers(atLeast: 1)
            clock.advance(by: .nanoseconds(1))
            try await seen.elements(atLeast: 4)
            try await run.drain()
            return run.snapshot()
        }
        #expect(seen.elements.map(\.number) == [0, 1, 2, 3_600_000_000_000])
        #expect(snapshot["every"]?.dropped == 3_600_000_000_000 - 3)
    }

    @Test("a clock that leaps over every tick that has a number ends it")
    func outOfNumbers() async throws {
        let graph = Graph { Flow.every(.nanoseconds(1)).capacity(1).forEach { record($0) } }
        try await graph.run(clock: clock) { run in
            try await clock.sleepers(atLeast: 1)
            clock.advance(by: .seconds(1 << 40))
            try await run.value
        }
        #expect(seen.elements.map(\.number) == [0])
    }

    @Test("in a later input of a concat the first tick comes one interval after its turn")
    func laterTurn() async throws {
        let turn = Gate()
        let first = Flow<Int> { _ in try await turn.pass() }
        async let tick: Void = concat(first, .every(.seconds(5))).prefix(1).forEach { record($0) }.run(clock: clock)
        clock.advance(by: .seconds(60))
        turn.open()
        try await clock.sleepers(atLeast: 1)
        clock.advance(by: .seconds(5))
        try await tick
        #expect(seen.elements == [Tick(number: 0, time: .seconds(65))])
    }

    @Test("an attempt of a retry has ticks of its own, the first one interval after it began")
    func laterAttempt() async throws {
        let flow = Flow.every(.seconds(2)).map { (number: Int) throws -> Int in
            record(number)
            if clock.elapsed == .seconds(4) { throw TestFailure() }
            return number
        }
        try await Graph { flow.retry(1).prefix(3).ignore() }.run(clock: clock) { run in
            for _ in 0..<8 {
                #expect(await run.rest.wait())
                clock.advance(by: .seconds(1))
            }
            try await run.value
        }
        #expect(seen.elements.map(\.number) == [0, 1, 0, 1])
        #expect(seen.elements.map(\.time) == [2, 4, 6, 8].map { .seconds($0) })
    }

    @Test("an interval that is not above zero is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow.every(.zero).count()).count == 1)
        #expect(problems(of: Flow.every(.seconds(-1)).count()).count == 1)
        #expect(problems(of: Flow.every(.nanoseconds(1)).count()).isEmpty)
    }

    private func tick() async throws {
        try await clock.sleepers(atLeast: 1)
        clock.advance(by: .seconds(1))
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles([], gives: "--0-1-2!") { _ in Flow<Int>.every(.seconds(2)).map { "\($0)" } }
    }
}
