import Dataflow

/// Takes in readings from many connections, writes them in batches, and tells late or broken ones apart.
///
/// A full writer slows its connections down; nothing is lost. A write that fails is tried again, later each time. When the
/// server stops, what it has accepted is written first.
struct IngestServer: Sendable {
    struct Reading: Sendable, Equatable {
        let sensor: String
        let value: Double
    }

    struct Malformed: Error, Equatable {
        let line: String
    }

    let lines = Inlet<String>(capacity: 256)
    private let write: @Sendable ([Reading]) async throws -> Void
    private let reject: @Sendable (String) -> Void

    init(
        write: @escaping @Sendable ([Reading]) async throws -> Void, reject: @escaping @Sendable (String) -> Void
    ) {
        (self.write, self.reject) = (write, reject)
    }

    /// One connection's lines; waits while the server is behind.
    func accept(_ line: String) async throws { try await lines.send(line) }

    var graph: Graph<(Int, Void)> {
        let (readings, failures) = Flow(lines).splitFailures { line in try Self.parse(line) }
        let write = write
        let written =
            readings
            .chunks(of: 100, orAfter: .seconds(1))
            .map(attempts: 5, backoff: .exponential(from: .milliseconds(100))) { batch in
                try await write(batch)
                return batch.count
            }
            .named("write")
        return Graph("ingest") {
            written.reduce(0) { $0 + $1 }
            failures.forEach { [reject] in reject($0.element) }
        }
    }

    static func parse(_ line: String) throws -> Reading {
        let parts = line.split(separator: " ")
        guard parts.count == 2, let value = Double(parts[1]) else { throw Malformed(line: line) }
        return Reading(sensor: String(parts[0]), value: value)
    }
}
