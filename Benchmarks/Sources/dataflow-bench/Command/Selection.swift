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
        let titles = Set(workloads.map(\.title))
        return workloads.compactMap { workload in
            if isQuick, workload.isHeavy { return nil }
            guard !rules.isEmpty else { return workload }
            // A whole title means that workload alone: "zip" is part of "broadcast+zip", too.
            let matching = rules.filter { rule in
                let isWhole = titles.contains(rule.workload)
                return isWhole ? workload.title == rule.workload : workload.title.contains(rule.workload)
            }
            return workload.keeping { contender in
                matching.contains { $0.contender.isEmpty || contender.name.contains($0.contender) }
            }
        }
    }
}
