import Foundation

do {
    exit(try await Command(options: Options(Array(CommandLine.arguments.dropFirst()))).run())
} catch {
    FileHandle.standardError.write(Data("dataflow-bench: \(error)\n".utf8))
    exit(2)
}
