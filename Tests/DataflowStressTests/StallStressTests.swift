import Dataflow
import DataflowProbes
import Testing

extension Stress {
    @Suite("Stalls, true and false")
    struct StallStressTests {
        enum Awaited: CaseIterable { case timer, inlet, asyncClosure, asyncSequence, reader }

        @Test("S1 Stress: a run that awaits something external is never called stalled", arguments: Awaited.allCases)
        func neverFalse(_ awaited: Awaited) async throws {
            for run in 0..<stressed(1_000) {
                let cell = "\(awaited) run \(run)"
                let got = try await within(cell) { try await elements(awaited, parallelism: 1 + run % 2) }
                #expect(got == [0, 1, 2], "\(cell)")
            }
        }

        private func elements(_ awaited: Awaited, parallelism: Int) async throws -> [Int] {
            switch awaited {
            case .timer:
                let flow = Flow(0..<3).paced(every: .seconds(1)).capacity(1)
                return try await flow.collect().run(clock: LeapingClock(), parallelism: parallelism)
            case .inlet: return try await throughInlet(parallelism)
            case .asyncClosure:
                let flow = Flow(0..<3).map(concurrency: 2) { (number: Int) async -> Int in
                    await Task.yield()
                    return number
                }.capacity(1)
                return try await flow.collect().run(parallelism: parallelism)
            case .asyncSequence:
                let (stream, feed) = AsyncStream.makeStream(of: Int.self)
                async let got = Flow(stream).capacity(1).collect().run(parallelism: parallelism)
                for number in 0..<3 {
                    await Task.yield()
                    feed.yield(number)
                }
                feed.finish()
                return try await got
            case .reader:
                var got: [Int] = []
                for try await number in Flow(0..<3).capacity(1).map({ $0 }).capacity(1).values {
                    await Task.yield()
                    got.append(number)
                }
                return got
            }
        }

        private func throughInlet(_ parallelism: Int) async throws -> [Int] {
            let inlet = Inlet<Int>(capacity: 1)
            async let got = Flow(inlet).capacity(1).collect().run(parallelism: parallelism)
            for number in 0..<3 {
                await Task.yield()
                try await inlet.send(number)
            }
            inlet.finish()
            return try await got
        }

        @Test("S1 Stress: a diamond that cannot move is always called stalled", arguments: parallelisms)
        func diamond(parallelism: Int) async throws {
            for run in 0..<stressed(300) {
                let source = Flow(0..<100).capacity(1 + run % 3)
                let all = source.map { $0 }.capacity(1)
                let some = source.filter { $0 % 30 == 29 }.capacity(1)
                let outcome = try await zip(all, some).capacity(1).ignore().outcome(
                    "diamond \(run)",
                    parallelism: parallelism
                )
                let stall = try #require(outcome.stall, "run \(run): \(String(describing: outcome.error))")
                #expect(!stall.cycle.isEmpty, "run \(run): \(stall)")
            }
        }

        @Test("S1 Stress: a loop that only gains elements is always called stalled", arguments: parallelisms)
        func loop(parallelism: Int) async throws {
            for run in 0..<stressed(300) {
                let flow = feedback { (back: Flow<Int>) in
                    let all = merge(Flow(0..<4), back).capacity(1 + run % 5)
                    return (output: all, back: all.flatMap { [$0, $0] }.capacity(1 + run % 3))
                }
                let outcome = try await flow.ignore().outcome("loop \(run)", parallelism: parallelism)
                let stall = try #require(outcome.stall, "run \(run): \(String(describing: outcome.error))")
                #expect(!stall.cycle.isEmpty, "run \(run): \(stall)")
            }
        }
    }
}

/// A clock that leaps to whatever moment somebody wants to sleep until.
private final class LeapingClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration = .zero
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let time = Locked(Instant())
    var now: Instant { time { $0 } }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        await Task.yield()
        try Task.checkCancellation()
        time { $0 = max($0, deadline) }
    }
}
