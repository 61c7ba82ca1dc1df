import Foundation

@testable import DemoKit

/// What `wc` counts of these files, in the C locale.
func wc(_ paths: [String]) throws -> Counts {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["LC_ALL=C", "wc", "-l", "-w", "-c", "--"] + paths
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    // One line a file, and one for the total if there are several.
    let last = text.split(separator: "\n").last.map { $0.split(separator: " ").prefix(3).compactMap { Int($0) } } ?? []
    guard last.count == 3 else { return Counts() }
    return Counts(files: paths.count, lines: last[0], words: last[1], bytes: last[2])
}
