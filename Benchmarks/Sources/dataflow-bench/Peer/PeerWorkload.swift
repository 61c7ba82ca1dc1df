import BenchKit
import Dataflow

/// A workload as all peers do it.
struct PeerWorkload: Sendable {
    let name: String
    /// Does it once, checks the result, and tells how long it took.
    let work: @Sendable (PeerSize) async throws -> Sample
    /// How many workers it is measured with, by the name of the variant; nil is one for each core.
    var variants: [(name: String, workers: Int?)] = [("1-worker", 1), ("2-workers", 2)]
    /// Where N is not the caller's choice.
    var fixedElements: Int?

    init(measuring name: String, _ work: @escaping @Sendable (PeerSize) async throws -> Sample) {
        self.name = name
        self.work = work
    }

    /// Work that is measured from its start to its end.
    init(_ name: String, _ work: @escaping @Sendable (PeerSize) async throws -> Void) {
        self.init(measuring: name) { size in
            let start = Stopwatch()
            try await work(size)
            return Sample(nanoseconds: start.elapsed)
        }
    }

    /// A graph of one sink.
    init(
        _ name: String,
        expecting expected: @escaping @Sendable (_ elements: Int) -> Int,
        _ sink: @escaping @Sendable (PeerSize) -> Sink<Int>
    ) {
        self.init(name) { size in
            try expect(try await sink(size).run(parallelism: size.workers), toBe: expected(size.elements))
        }
    }
}

struct PeerSize: Sendable {
    let elements: Int
    /// Of every edge.
    let capacity: Int
    let workers: Int?

    /// The numbers that most sources emit.
    var source: Flow<Int> { Flow(0..<elements).capacity(capacity) }
}
