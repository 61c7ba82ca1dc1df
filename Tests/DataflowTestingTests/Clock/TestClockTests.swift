import Dataflow
import DataflowTesting
import Testing

@Suite("TestClock", .timeLimit(.minutes(5)))
struct TestClockTests {
    @Test("time moves only when it is advanced, in one leap")
    func advancing() async throws {
        let clock = TestClock()
        let moment = clock.now.advanced(by: .seconds(2))
        async let slept: Void = clock.sleep(until: moment)
        try await clock.sleepers(atLeast: 1)
        clock.advance(by: .seconds(1))
        #expect(clock.elapsed == .seconds(1))
        try await clock.sleepers(atLeast: 1)
        clock.advance(by: .seconds(5))
        try await slept
        #expect(clock.elapsed == .seconds(6))
        try await clock.sleep(until: moment)
    }

    @Test("a sleeper whose task is cancelled goes on with an error")
    func cancelling() async throws {
        let clock = TestClock()
        let task = Task { try await clock.sleep(for: .seconds(1)) }
        try await clock.sleepers(atLeast: 1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("a node's timer has fired when the clock has been advanced and the run is at rest")
    func timers() async throws {
        let clock = TestClock()
        try await Flow(1...3).paced(every: .seconds(1)).test(clock: clock) { sink in
            sink.requestAll()
            try await sink.expect(1)
            for number in 2...3 {
                try await sink.expectNothing()
                clock.advance(by: .milliseconds(999))
                try await sink.expectNothing()
                clock.advance(by: .milliseconds(1))
                try await sink.expect(number)
            }
            try await sink.expectCompletion()
        }
    }

    @Test("a closure that sleeps at the run's clock does not keep the run from being at rest", arguments: [1, 3])
    func closures(concurrency: Int) async throws {
        let clock = TestClock()
        let sleepy = Flow(1...3).map(concurrency: concurrency) { number in
            try await clock.sleep(for: .seconds(1))
            return number
        }
        try await sleepy.test(clock: clock) { sink in
            sink.requestAll()
            var received = 0
            for _ in 0..<(3 / concurrency) {
                try await sink.expectNothing()
                clock.advance(by: .seconds(1))
                for _ in 0..<concurrency {
                    received += 1
                    try await sink.expect(received)
                }
            }
            try await sink.expectCompletion()
        }
    }

    @Test("ticks after a leap come at once")
    func ticks() async throws {
        let clock = TestClock()
        try await Flow.every(.seconds(1)).capacity(8).test(clock: clock) { sink in
            sink.requestAll()
            try await sink.expectNothing()
            clock.advance(by: .seconds(3))
            try await sink.expect(0, 1, 2)
            try await sink.expectNothing()
        }
    }

    @Test("waiting for sleepers that do not come is told")
    func noSleepers() async throws {
        await Patience.$limit.withValue(.milliseconds(10)) {
            await expectFailure("waited for 1 sleepers at the clock, but not within 0.01 seconds.") {
                try await TestClock().sleepers(atLeast: 1)
            }
        }
    }
}
