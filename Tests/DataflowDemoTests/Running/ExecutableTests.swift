import DataflowProbes
import Foundation
import Testing

@testable import DemoKit

@Suite("The executable")
struct ExecutableTests {
    @Test("It prints nothing but JSON when asked to, writes the diagram, and exits with 0")
    func json() throws {
        let tree = try TemporaryTree()
        try tree.write("tree/text.txt", "one two\n")
        let run = try Finished([tree.at("tree"), "--json", "--diagram", tree.at("graph.mmd")])
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        #expect(object?["totals"] as? [String: Int] == ["files": 1, "lines": 1, "words": 2, "bytes": 8])
        #expect(try String(contentsOfFile: tree.at("graph.mmd"), encoding: .utf8).hasPrefix("flowchart"))
        #expect(run.errors.isEmpty)
        #expect(run.code == 0)
    }

    @Test("A missing path is told on standard error and exits with 1")
    func missing() throws {
        let tree = try TemporaryTree()
        let run = try Finished([tree.at("nowhere")])
        #expect(run.errors.contains("nowhere: there is no such file or directory"))
        #expect(run.code == 1)
    }

    @Test("A diagram that cannot be written is told, the result is printed all the same, and exits with 1")
    func unwritable() throws {
        let tree = try TemporaryTree()
        try tree.write("tree/text.txt", "one two\n")
        let run = try Finished([tree.at("tree"), "--diagram", tree.at("no/such/directory/file")])
        #expect(run.errors.contains("--diagram"))
        #expect(run.output.contains("txt"))
        #expect(run.code == 1)
    }

    @Test("Bad arguments are told with the repair and exit with 64")
    func usage() throws {
        let run = try Finished(["--tpo", "3"])
        #expect(run.errors.contains("Did you mean --top?"))
        #expect(run.output.isEmpty)
        #expect(run.code == 64)
    }

    @Test("Help exits with 0")
    func help() throws {
        let run = try Finished(["--help"])
        #expect(run.output == helpText)
        #expect(run.code == 0)
    }

    @Test("Ctrl-C prints what was counted so far, marked as partial, and exits with 130")
    func interrupt() throws {
        let tree = try TemporaryTree()
        try tree.link("a-broken-link", to: "nowhere")
        try tree.writeEndless("huge")
        let run = try Finished([tree.path]) { process, line in
            // The walk is under way once it tells of the link; the file behind it has no end.
            if line.contains("a-broken-link") { process.interrupt() }
        }
        #expect(run.output.hasPrefix("PARTIAL"))
        #expect(run.code == 130)
    }
}

/// The demo, run to its end.
private struct Finished {
    let output: String
    let errors: String
    let code: Int32

    /// - Parameter onLine: is called with each piece of standard error as it comes.
    init(_ arguments: [String], onLine: (Process, String) -> Void = { _, _ in }) throws {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        process.executableURL = products.appendingPathComponent("dataflow-demo")
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        var told = ""
        while case let data = errors.fileHandleForReading.availableData, !data.isEmpty {
            told += String(decoding: data, as: UTF8.self)
            onLine(process, String(decoding: data, as: UTF8.self))
        }
        self.output = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        self.errors = told
        code = process.terminationStatus
    }
}
