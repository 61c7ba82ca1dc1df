import Foundation

/// What the arguments ask for; gives the exit code.
@Sendable func exitCode(_ arguments: [String]) async -> Int32 {
    do {
        if arguments.first == "peer" { return try await PeerCommand(PeerOptions(Array(arguments.dropFirst()))).run() }
        return try await Command(options: Options(arguments)).run()
    } catch {
        FileHandle.standardError.write(Data("dataflow-bench: \(error)\n".utf8))
        return 2
    }
}

// No `await` out here: the main thread would end then, and valgrind, which counts instructions, does not survive that.
Task.detached { exit(await exitCode(Array(CommandLine.arguments.dropFirst()))) }
DispatchSemaphore(value: 0).wait()
