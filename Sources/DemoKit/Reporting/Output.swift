import DataflowFiles
import Foundation

/// A result that could not be written, with the repair.
struct OutputError: Error, CustomStringConvertible {
    let target: String
    let reason: String
    let repair: String

    var description: String { "\(target) could not be written (\(reason)). \(repair)" }

    init(_ target: String, _ error: any Error, repair: String) {
        self.target = target
        self.repair = repair
        // Foundation wraps what the system said; that is what helps.
        var cause = error as NSError
        while let inner = cause.userInfo[NSUnderlyingErrorKey] as? NSError { cause = inner }
        let isSystem = cause.domain == NSPOSIXErrorDomain
        reason = isSystem ? "\(SystemError(code: Int32(cause.code)))" : cause.localizedDescription
    }
}

/// Prints at once, also where the output is a pipe.
func printOut(_ text: String) throws(OutputError) {
    do {
        try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
        throw OutputError("standard output", error, repair: "Send it to a place that takes it.")
    }
}

/// Writes the diagram to the file that was asked for.
func writeDiagram(_ diagram: String, to file: String) throws(OutputError) {
    do {
        try Data(diagram.utf8).write(to: URL(fileURLWithPath: file))
    } catch {
        throw OutputError(
            "--diagram: \(file)",
            error,
            repair: "Give a file in a directory that is there and that you may write to."
        )
    }
}
