import Dataflow
import Foundation

/// The demo as a whole: arguments in, an exit code out.
public enum Demo {
    /// Does what the arguments ask for.
    ///
    /// - Parameter arguments: without the program's name.
    /// - Returns: the code to exit with.
    public static func main(_ arguments: [String]) async -> Int32 {
        do {
            switch try DemoCommand(arguments: arguments) {
            case .help: try printOut(helpText)
            case .merge: try await mergeExample { try printOut("\($0)\n") }.run()
            case .count(let options): return try await count(options)
            }
            return ExitCode.done
        } catch let error as UsageError {
            return await fail("\(error)", ExitCode.usage)
        } catch {
            return await fail("\(error)", ExitCode.failed)
        }
    }

    private static func count(_ options: CountOptions) async throws -> Int32 {
        let console = Console()
        do {
            let run = CountRun(options: options, console: console, interrupts: interrupts())
            let result = try await run.result()
            if let file = options.diagram { try Data(result.diagram.utf8).write(to: URL(fileURLWithPath: file)) }
            try printOut(options.json ? JSONReport(result).text() : TextReport(result: result).text)
            if result.isPartial { return ExitCode.interrupted }
            return result.problems.count(of: .missing) > 0 ? ExitCode.failed : ExitCode.done
        } catch is CancellationError {
            await console.clearProgress()
            await console.say("stopped; nothing was counted to its end.")
            return ExitCode.interrupted
        }
    }

    private static func fail(_ message: String, _ code: Int32) async -> Int32 {
        await Console().say(message)
        return code
    }

    /// Prints at once, also where the output is a pipe.
    private static func printOut(_ text: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }
}

/// What the demo exits with.
enum ExitCode {
    static let done: Int32 = 0
    static let failed: Int32 = 1
    static let usage: Int32 = 64
    static let interrupted: Int32 = 130
}
