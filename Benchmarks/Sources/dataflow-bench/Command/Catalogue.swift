import BenchKit

/// All workloads, in the order in which they run; a new one is listed here and nowhere else.
enum Catalogue {
    static var all: [Workload] {
        ChainWorkloads.all + JoinWorkloads.all
    }
}
