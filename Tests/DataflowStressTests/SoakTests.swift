import DataflowProbes
import Foundation
import Testing

/// Everything at once for as long as `DATAFLOW_SOAK=600` says, in seconds: random graphs against their oracles, failure
/// storms, cancel storms, buffers that drop. Memory must stay flat.
extension Stress {
    @Suite("Soak", .enabled(if: Soak.seconds > 0, "DATAFLOW_SOAK=600 runs it for ten minutes"))
    struct SoakTests {
        // In slices, for Swift Testing keeps where each error was thrown until a test case ends.
        @Test("X3 T18 Memory stays flat for as long as it is asked for", arguments: 0..<Soak.slices)
        func soak(slice: Int) async throws {
            let growth = Soak.growth(at: slice)
            #expect(growth < Soak.allowedGrowth, "memory grew by \(growth >> 10) KiB")
            #expect(slice < Soak.firstMeasured || Soak.before { $0 } > 0)
            let end = ContinuousClock.now + .seconds(Soak.seconds / Double(Soak.slices))
            var rounds = 0
            while ContinuousClock.now < end {
                try await round(1_000_000 * (slice + 1) + rounds)
                rounds += 1
            }
            print("soak: slice \(slice), \(rounds) rounds, memory grew by \(growth >> 10) KiB")
        }

        private func round(_ seed: Int) async throws {
            let check = RandomGraphCheck.threads(1 + seed % 3)
            if let found = await check.firstComplaint(seed) { Issue.record("\(found)") }
            try await RandomGraphTests().failOnce(seed)
            try await RandomGraphTests().dropOnce(seed)
            try await CancellationStressTests().cancelOnce(seed)
        }
    }
}

enum Soak {
    static let seconds = ProcessInfo.processInfo.environment["DATAFLOW_SOAK"].flatMap(Double.init) ?? 0
    static let slices = 20
    /// The first fifth fills caches.
    static let firstMeasured = slices / 5
    static let before = Locked(0)

    /// What the process has more, at the start of a slice, than after the first fifth.
    static func growth(at slice: Int) -> Int {
        guard slice >= firstMeasured else { return 0 }
        return before { before in
            if slice == firstMeasured { before = residentBytes }
            return residentBytes - before
        }
    }

    /// What the allocator may keep for itself.
    static let allowedGrowth = 24 << 20

    /// The process's memory; 1 where nobody tells.
    static var residentBytes: Int {
        guard let pages = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ") else {
            return 1
        }
        return pages.count > 1 ? (Int(pages[1]) ?? 0) * 4_096 + 1 : 1
    }
}
