import Foundation

/// Where and when a report was made.
public struct Machine: Codable, Sendable {
    public let processor: String
    public let cores: Int
    public let memoryBytes: UInt64
    public let system: String
    public let swift: String
    public let date: String

    /// This machine, now.
    public static func current() -> Machine {
        Machine(
            processor: processorName(),
            cores: ProcessInfo.processInfo.activeProcessorCount,
            memoryBytes: ProcessInfo.processInfo.physicalMemory,
            system: ProcessInfo.processInfo.operatingSystemVersionString,
            swift: compiler,
            date: ISO8601DateFormatter().string(from: Date())
        )
    }

    /// One line for the head of a table.
    public var summary: String {
        "\(processor), \(cores) cores, \(memoryBytes >> 30) GiB, \(system), Swift \(swift), \(date)"
    }

    private static func processorName() -> String {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
        for line in lines where line.hasPrefix("model name") {
            return line.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
        }
        return architecture
    }

    private static var architecture: String {
        #if arch(arm64)
        "arm64"
        #else
        "x86_64"
        #endif
    }

    private static var compiler: String {
        #if compiler(>=6.4)
        "6.4 or later"
        #elseif compiler(>=6.3)
        "6.3"
        #else
        "6.2"
        #endif
    }
}
