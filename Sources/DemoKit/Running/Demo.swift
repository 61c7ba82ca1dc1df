import Dataflow

/// The demo as a whole: arguments in, an exit code out.
public enum Demo {
    /// Does what the arguments ask for.
    ///
    /// - Parameter arguments: without the program's name.
    /// - Returns: the code to exit with.
    public static func main(_ arguments: [String]) async -> Int32 {
        let console = Console()
        do {
            switch try DemoCommand(arguments: arguments) {
            case .help: try printOut(helpText)
            case .merge: try await mergeExample { try printOut("\($0)\n") }.run()
            case .count(let options): return try await count(options, console)
            }
            return ExitCode.done
        } catch {
            await console.clearProgress()
            await console.say(message(error))
            return ExitCode.of(error)
        }
    }

    private static func count(_ options: CountOptions, _ console: Console) async throws -> Int32 {
        let result = try await CountRun(options: options, console: console, interrupts: interrupts()).result()
        try printOut(options.json ? JSONReport(result).text() : TextReport(result: result).text)
        if let file = options.diagram { try writeDiagram(result.diagram, to: file) }
        return ExitCode.of(result)
    }

    private static func message(_ error: any Error) -> String {
        error is CancellationError ? "stopped. Press Ctrl-C only once to see what was counted so far." : "\(error)"
    }
}

/// What the demo exits with.
enum ExitCode {
    static let done: Int32 = 0
    static let failed: Int32 = 1
    static let usage: Int32 = 64
    static let interrupted: Int32 = 130

    static func of(_ result: CountResult) -> Int32 {
        if result.isPartial { return interrupted }
        return result.problems.count(of: .missing) > 0 ? failed : done
    }

    static func of(_ error: any Error) -> Int32 {
        switch error {
        case is UsageError: usage
        case is CancellationError: interrupted
        default: failed
        }
    }
}
