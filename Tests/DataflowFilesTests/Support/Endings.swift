import Dataflow
import DataflowFiles
import DataflowProbes
import Foundation

/// The different ways in which a run ends.
enum RunsEnd: CaseIterable {
    case completion, failure, cancellation, drain, satisfaction
}

/// How many descriptors this process has open on a path; nil where the system does not tell.
func openDescriptors(on path: String) -> Int? {
    #if os(Linux)
    let directory = "/proc/self/fd"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.count { (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/\($0)")) == path }
    #else
    return nil
    #endif
}

/// Whether nobody reads from a named pipe: then it cannot be opened for writing without waiting.
func hasNoReader(_ path: String) -> Bool {
    let descriptor = unsafe open(path, O_WRONLY | O_NONBLOCK)
    if descriptor >= 0 { close(descriptor) }
    return descriptor < 0 && errno == ENXIO
}

/// The findings with which a graph is refused.
func findings(of sink: Sink<some Sendable>) async -> [String] {
    do {
        _ = try await sink.run()
        return []
    } catch let error as InvalidGraph {
        return error.findings.map(\.problem)
    } catch {
        return ["\(error)"]
    }
}

extension GraphError {
    var fileError: FileError? { underlying as? FileError }
    var lineError: LineError? { underlying as? LineError }
}
