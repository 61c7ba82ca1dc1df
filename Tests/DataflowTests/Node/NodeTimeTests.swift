import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("The time of a node", .timeLimit(.minutes(5)))
struct NodeTimeTests {
    private let clock = TestClock()
    private let seen = Recorder<Duration>()

    /// Rings once, two seconds after it began.
    private struct Alarm: TimedBehavior {
        let rung: @Sendable () throws -> Void
        var deadline: Duration? = .seconds(2)
        var isAccepting: Bool { deadline == nil }

        init(rung: @escaping @Sendable () throws -> Void) {
            self.rung = rung
        }

        mutating func receive(_ element: Int, now: Duration) -> Emission<Int> { .emit(element) }

        mutating func fire(now: Duration) throws -> Emission<Int> {
            deadline = nil
            try rung()
            return .nothing
        }
    }

    private func alarmed(_ flow: Flow<Int>, ownClock: TestClock?, rung: @escaping @Sendable () throws -> Void = {})
        -> Flow<Int>
    {
        flow.transform(
            Alarm { [seen, clock] in
                seen.record(clock.elapsed)
                try rung()
            }, clock: ownClock, kind: "alarm")
    }

    /// Runs it while the clock goes on by a second whenever the run is at rest.
    private func run(_ flow: Flow<Int>, seconds: Int, ownClock: TestClock?) async throws {
        try await Graph { flow.ignore() }.run(clock: ownClock == nil ? clock : TestClock()) { run in
            for _ in 0..<seconds {
                clock.advance(by: .seconds(1))
                #expect(await run.rest.wait())
            }
            try await run.value
        }
    }

    private static let clocks = [false, true]

    @Test("T1 It begins with the run, however late the node's first step is", arguments: clocks)
    func runBegins(isOwn: Bool) async throws {
        let ownClock = isOwn ? clock : nil
        try await run(alarmed(Flow(0..<3), ownClock: ownClock), seconds: 2, ownClock: ownClock)
        #expect(seen.elements == [.seconds(2)])
    }

    @Test("T1 In an attempt of a retry it begins with the attempt", arguments: clocks)
    func attempt(isOwn: Bool) async throws {
        let ownClock = isOwn ? clock : nil
        let attempts = Counter()
        let flow = alarmed(Flow(0..<3), ownClock: ownClock) { if attempts.add() < 3 { throw TestFailure() } }
        try await run(flow.retry(5), seconds: 6, ownClock: ownClock)
        #expect(seen.elements == [2, 4, 6].map { .seconds($0) })
    }

    @Test("T1 In what a catch goes on with it begins with that", arguments: clocks)
    func caught(isOwn: Bool) async throws {
        let ownClock = isOwn ? clock : nil
        let first = alarmed(Flow(0..<3), ownClock: ownClock) { throw TestFailure() }
        let flow = first.catch { _ in alarmed(Flow(0..<3), ownClock: ownClock) }
        try await run(flow, seconds: 4, ownClock: ownClock)
        #expect(seen.elements == [2, 4].map { .seconds($0) })
    }

    @Test("T1 In a later input of a concat it begins when its turn has come", arguments: clocks)
    func laterInput(isOwn: Bool) async throws {
        let ownClock = isOwn ? clock : nil
        let flow = concat(
            alarmed(Flow(0..<3), ownClock: ownClock), alarmed(Flow(0..<3), ownClock: ownClock).map { $0 })
        try await run(flow, seconds: 4, ownClock: ownClock)
        #expect(seen.elements == [2, 4].map { .seconds($0) })
    }
}
