import AllocationCounter
import Foundation

/// How much memory the process has in use, as the system sees it.
enum ResidentMemory {
    /// How far the resident memory rises during `work`, in bytes; nil where the system cannot tell.
    static func rise(during work: () async throws -> Void) async throws -> Int? {
        heap_trim()
        // Writing 5 makes the peak start over at what is resident now.
        let isReset = (try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))) != nil
        let before = field("VmRSS:")
        try await work()
        guard isReset, let before, let peak = field("VmHWM:") else { return nil }
        return max(0, peak - before)
    }

    private static func field(_ name: String) -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        for line in status.split(separator: "\n") where line.hasPrefix(name) {
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
            return words.dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
        }
        return nil
    }
}
