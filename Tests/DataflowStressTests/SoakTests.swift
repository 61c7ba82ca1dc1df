import DataflowProbes
import Foundation
import Testing

/// Everything at once for as long as `DATAFLOW_SOAK=600` says, in seconds: random graphs against their oracles, failure
/// storms, cancel storms, buffers that drop. Memory must stay flat.
extension Stress {
    @Suite("Soak", .enabled(if: Soak.seconds > 0, "DATAFLOW_SOAK=600 runs it for ten minutes"))
    struct SoakTests {
        @Test("X3 T18 Memory stays flat for as long as it is asked for")
        func soak() async throws {
            let begin = ContinuousClock.now
            func elapsed() -> Double { (ContinuousClock.now - begin) / .seconds(1) }
            var (seed, before) = (1_000_000, 0)
            while elapsed() < Soak.seconds {
                if before == 0, elapsed() > Soak.seconds / 5 { before = Soak.residentBytes }
                try await round(seed)
                seed += 1
            }
            let growth = Soak.residentBytes - before
            print("soak: \(seed - 1_000_000) rounds, memory grew by \(growth >> 10) KiB after the first fifth")
            #expect(before > 0)
            #expect(growth < Soak.allowedGrowth, "memory grew by \(growth >> 10) KiB")
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
