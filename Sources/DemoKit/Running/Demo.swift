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
        let result: CountResult
        do {
            result = try await CountRun(options: options, console: console, interrupts: interrupts()).result()
        } catch is CancellationError {
            await console.clearProgress()
            return await fail(
                "stopped; nothing is printed. Press Ctrl-C once to see what was counted.",
                ExitCode.interrupted
            )
        }
        try printOut(options.json ? JSONReport(result).text() : TextReport(result: result).text)
        if let file = options.diagram, let error = writingError(result.diagram, to: file) {
            return await fail(error, ExitCode.failed)
        }
        if result.isPartial { return ExitCode.interrupted }
        return result.problems.count(of: .missing) > 0 ? ExitCode.failed : ExitCode.done
    }

    /// Writes the diagram.
    ///
    /// - Returns: what went wrong, or nil.
    private static func writingError(_ diagram: String, to file: String) -> String? {
        do {
            try Data(diagram.utf8).write(to: URL(fileURLWithPath: file))
            return nil
        } catch {
            return "--diagram could not write \(file): \(reason(error)). Give a file in a directory you may write to."
        }
    }

    private static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error ?? error
        return underlying.localizedDescription
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
