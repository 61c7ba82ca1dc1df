import BenchKit

/// All workloads, in the order in which they run; a new one is listed here and nowhere else.
enum Catalogue {
    static var all: [Workload] {
        throughput + life + latency
    }

    private static var throughput: [Workload] {
        [
            ChainWorkloads.all, RangeWorkloads.all, JoinWorkloads.all, WideMergeWorkload.all, SplitWorkloads.all,
            AsyncMapWorkloads.all, FilterWorkload.all, FlatMapWorkload.all, NestWorkloads.all, AggregateWorkload.all,
            RateWorkloads.all,
            HubWorkload.all, PayloadWorkloads.all, DoorWorkloads.all, WordCountWorkload.all,
        ].flatMap { $0 }
    }

    private static var life: [Workload] {
        LifeWorkloads.all + MemoryWorkloads.all
    }

    private static var latency: [Workload] {
        LatencyWorkloads.all + LoopWorkloads.all + CrowdWorkloads.all + StarvationWorkload.all + PromptnessWorkloads.all
    }
}
