import BenchKit
import DemoKit
import Foundation

/// The demo's word count over 16 MiB of text, next to the same work in a loop and to `wc -w`, which does less of it: it
/// counts words, and neither how often which of them occurs nor lines nor whether all is UTF-8.
enum WordCountWorkload {
    static var all: [Workload] {
        let kibibytes = Contender.Amount.exactly(Corpus.bytes / 1_024)
        let engine = Engine.contenders(kibibytes) { _, parallelism in
            let corpus = try Corpus.shared.get()
            let lanes = parallelism ?? ProcessInfo.processInfo.activeProcessorCount
            let words = try await WordCounts.byGraph(below: corpus.path, lanes: lanes, parallelism: parallelism)
            try expect(words, toBe: corpus.words)
        }
        let loop = Contender("loop", kibibytes) { _ in
            let corpus = try Corpus.shared.get()
            try expect(WordCounts.byLoop(below: corpus.path), toBe: corpus.words)
        }
        let program = Contender("wc -w", kibibytes) { _ in
            let corpus = try Corpus.shared.get()
            try expect(try WordCountProgram.words(in: corpus.files), toBe: corpus.words)
        }
        let contenders = engine + [loop, program]
        return [Workload("word count", ["files": .number(Corpus.fileCount)], unit: "KiB", contenders: contenders)]
    }
}

/// `wc -w` as a process, its start included.
private enum WordCountProgram {
    static func words(in files: [String]) throws -> Int? {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/wc")
        process.arguments = ["-w"] + files
        process.environment = ["LC_ALL": "C"]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        // The last line is the sum: "  2796203 total".
        return text.split(separator: "\n").last?.split(separator: " ").first.flatMap { Int($0) }
    }
}
