import BenchKit

/// Which workloads and contenders `--filter` picks.
struct Selection {
    private let rules: [(workload: String, contender: String)]
    private let isQuick: Bool

    init(_ options: Options) {
        rules = options.filters.map { filter in
            let halves = filter.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(halves[0]), halves.count > 1 ? String(halves[1]) : "")
        }
        isQuick = options.isQuick
    }

    func picked(from workloads: [Workload]) -> [Workload] {
        workloads.compactMap { workload in
            if isQuick, workload.isHeavy { return nil }
            guard !rules.isEmpty else { return workload }
            let matching = rules.filter { $0.workload.isEmpty || workload.title.contains($0.workload) }
            return workload.keeping { contender in
                matching.contains { $0.contender.isEmpty || contender.name.contains($0.contender) }
            }
        }
    }
}
