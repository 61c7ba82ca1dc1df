import Foundation

do {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "peer" {
        exit(try await PeerCommand(PeerOptions(Array(arguments.dropFirst()))).run())
    }
    exit(try await Command(options: Options(arguments)).run())
} catch {
    FileHandle.standardError.write(Data("dataflow-bench: \(error)\n".utf8))
    exit(2)
}
