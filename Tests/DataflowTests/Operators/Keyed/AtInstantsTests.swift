import Dataflow
import Testing

@Suite("windows at instants", .timeLimit(.minutes(5)))
struct AtInstantsTests {
    private struct Visit: Sendable {
        let user: String
        let instant: ContinuousClock.Instant
    }

    private let start = ContinuousClock.now

    /// One visit for each letter, at that many seconds after the start.
    private func visits(_ times: [(String, Int)]) -> Flow<Visit> {
        Flow(times.map { Visit(user: $0.0, instant: start + .seconds($0.1)) })
    }

    @Test("windows count from the start, also for elements that are earlier")
    func windows() async throws {
        let (results, late) = visits([("a", -5), ("a", 1), ("b", 9), ("a", 12), ("a", 3)]).aggregated(
            by: \.user, in: .tumbling(of: .seconds(10)), at: \.instant, since: start, into: 0
        ) { count, _ in count += 1 }
        let (values, stragglers) = try await Graph {
            results.map { "\($0.key) \($0.window.lowerBound.components.seconds) \($0.value)" }.collect()
            late.map(\.user).collect()
        }.run()
        #expect(values == ["a -10 1", "a 0 1", "b 0 1", "a 10 1"])
        #expect(stragglers == ["a"])
    }

    @Test("sessions count from the start")
    func sessions() async throws {
        let (results, late) = visits([("a", 1), ("a", 3), ("a", 20)]).aggregated(
            by: \.user, in: .session(gap: .seconds(5)), at: \.instant, since: start, into: 0, combine: +
        ) { count, _ in count += 1 }
        let (values, _) = try await Graph {
            results.map {
                [$0.window.lowerBound, $0.window.upperBound].map { $0.components.seconds } + [Int64($0.value)]
            }
            .collect()
            late.ignore()
        }.run()
        #expect(values == [[1, 8, 2], [20, 25, 1]])
    }
}
