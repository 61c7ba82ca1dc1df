import BenchKit
import Foundation

/// The engine as one of the peers: a JSON line for each round and variant of one workload.
struct PeerCommand {
    private let options: PeerOptions

    init(_ options: PeerOptions) {
        self.options = options
    }

    /// Gives the exit code.
    func run() async throws -> Int32 {
        if options.isList {
            for workload in PeerCatalogue.all { print(workload.name) }
            return 0
        }
        guard let workload = PeerCatalogue.all.first(where: { $0.name == options.workload }) else {
            throw Options.Misuse(description: "no such workload; peer --list names them.")
        }
        do {
            try await measure(workload)
            return 0
        } catch {
            FileHandle.standardError.write(Data("dataflow: \(workload.name): \(error)\n".utf8))
            return 1
        }
    }

    /// Round 0 warms up. Variants take turns, so that a slow spell of the machine meets them all.
    private func measure(_ workload: PeerWorkload) async throws {
        for round in 0...options.rounds {
            for variant in workload.variants {
                let size = PeerSize(
                    elements: workload.fixedElements ?? options.elements,
                    capacity: max(1, options.capacity),
                    workers: variant.workers
                )
                let sample = try await workload.work(size)
                if round > 0 { print(line(workload.name, variant.name, size, sample)) }
            }
        }
    }

    private func line(_ workload: String, _ variant: String, _ size: PeerSize, _ sample: Sample) -> String {
        let latencies = sample.latencies.sorted()
        let result =
            latencies.isEmpty
            ? #""ns_per_element":\#(Double(sample.nanoseconds * 100 / Int64(size.elements)) / 100)"#
            : #""p50_ns":\#(latencies[latencies.count / 2]),"p99_ns":\#(latencies[latencies.count * 99 / 100])"#
        let start = #"{"peer":"dataflow","form":"nodes","variant":"\#(variant)","workload":"\#(workload)""#
        return start + #","capacity":\#(size.capacity),"elements":\#(size.elements),\#(result)}"#
    }
}
