import BenchKit

/// Runs each contender once, over as many elements as asked for, and does nothing else: for a profiler around it.
struct Once {
    let workloads: [Workload]
    let elements: Int

    func run() async throws {
        for workload in workloads {
            for contender in workload.contenders { _ = try await contender.work(elements) }
        }
    }
}
