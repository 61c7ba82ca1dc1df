import Dataflow
import DataflowFiles

/// The README's example; that it compiles is what counts. A test holds that it is this one.
func readmeFaults() async throws {
    let logs = Flow.files(under: "/var/log", extensions: ["log"])
    let faults = logs.concatMap { Flow.lines(of: .file($0)) }.filter { $0.contains("ERROR") }
    let written = try await faults.writeLines(to: .atomic("faults.txt")).run()
    print(written)
}
