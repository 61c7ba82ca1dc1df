import BenchKit
import Foundation

/// Shows where allocations come from: one run of each contender, with a stack on stderr for each.
///
/// `addr2line -fe dataflow-bench OFFSET | swift demangle` names the functions. What building the graph takes comes first,
/// what freeing it takes last; in between should be nothing.
struct Trace {
    private static let elements = 4_000
    let workloads: [Workload]

    init(_ workloads: [Workload]) {
        self.workloads = workloads
    }

    func run() async throws {
        for workload in workloads {
            for contender in workload.contenders {
                _ = try await contender.work(count(contender))
                FileHandle.standardError.write(Data("==== \(workload.title) / \(contender.name)\n".utf8))
                HeapProbe.trace(true)
                let allocations = try await HeapProbe.allocations { _ = try await contender.work(count(contender)) }
                HeapProbe.trace(false)
                print("\(workload.title) / \(contender.name): \(allocations) allocations")
            }
        }
    }

    private func count(_ contender: Contender) -> Int {
        switch contender.amount {
        case .exactly(let elements): elements
        case .upTo(let most): min(most, Self.elements)
        }
    }
}
