import DataflowTesting
import Testing

@Suite("Watched", .timeLimit(.minutes(5)))
struct WatchedTests {
    @Test("a limit that is over at once ends the wait as well")
    func noTime() async throws {
        let watched = Watched(0)
        for _ in 0..<20_000 {
            #expect(try await !watched.wait(limit: .zero) { $0 > 0 })
        }
    }

    @Test("a condition that holds already, or comes to hold, ends the wait")
    func met() async throws {
        let watched = Watched(1)
        #expect(try await watched.wait(limit: .seconds(30)) { $0 > 0 })
        async let isMet = watched.wait(limit: .seconds(30)) { $0 > 1 }
        watched.update { $0 = 2 }
        #expect(try await isMet)
    }
}
