import Dataflow
import DataflowProbes
import Testing

/// What an operator holds does not grow with what has passed through it: `DATAFLOW_SOAK=60` counts in millions.
extension Stress {
    @Suite("Flat memory")
    struct FlatMemoryTests {
        private let live = Counter()
        private let highest = Locked(0)

        /// One for each inner flow, held by its closure.
        private func token() -> LiveToken {
            let token = LiveToken(live)
            highest { $0 = max($0, live.value) }
            return token
        }

        /// Runs a sink that calls the closure for each element, and looks at the memory at two tenths of it and at the end.
        private func grows(_ count: Int, _ sink: (_ tick: @escaping @Sendable () -> Void) -> Sink<Void>) async throws
            -> Int
        {
            let (seen, early) = (Counter(), Locked(0))
            try await sink {
                if seen.add() == count / 5 { early { $0 = Soak.residentBytes } }
            }.run()
            return Soak.residentBytes - early { $0 }
        }

        @Test("N2 N7 each key's group is freed when it is closed, however many keys come")
        func grouped() async throws {
            let count = long(20_000, 1_000_000)
            let groups = long(100, 1_000)
            let growth = try await grows(count) { tick in
                Flow(0..<count).grouped(by: { $0 }, maxGroups: groups, overflow: .closeOldest) { _, elements in
                    let token = token()
                    return elements.map { number in withExtendedLifetime(token) { number } }
                }.forEach { _ in tick() }
            }
            #expect(growth < Soak.allowedGrowth, "memory grew by \(growth >> 10) KiB")
            #expect(live.value == 0)
            // A closed group's flow is freed soon after its place: not at once, and never later for more keys.
            #expect(highest { $0 } <= 3 * groups)
        }

        @Test("N2 N5 each inner flow is freed when a newer one takes its place")
        func latest() async throws {
            let count = long(20_000, 1_000_000)
            let growth = try await grows(count) { tick in
                Flow(0..<count).tap { _ in tick() }.flatMapLatest { number in
                    let token = token()
                    return concat(.just(number), .never()).map { number in withExtendedLifetime(token) { number } }
                }.prefix { $0 < count - 1 }.ignore()
            }
            #expect(growth < Soak.allowedGrowth, "memory grew by \(growth >> 10) KiB")
            #expect(live.value == 0)
            #expect(highest { $0 } <= 3)
        }

        @Test("T2 a pause that is put off by every element leaves no timers behind")
        func debounce() async throws {
            let count = long(200_000, 10_000_000)
            let growth = try await grows(count) { tick in
                Flow(0..<count).tap { _ in tick() }.debounce(for: .seconds(60)).ignore()
            }
            #expect(growth < Soak.allowedGrowth, "memory grew by \(growth >> 10) KiB")
        }

        /// How many: a few in every run of the tests, many when a soak is asked for.
        private func long(_ few: Int, _ many: Int) -> Int { Soak.seconds > 0 ? many : few }
    }
}
