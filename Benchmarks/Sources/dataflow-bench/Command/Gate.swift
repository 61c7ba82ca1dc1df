import BenchKit

/// What must hold on every machine, however busy: counts, and ratios with wide margins.
struct Gate {
    /// More than this many allocations an element in steady state are one too many.
    private static let mostAllocations = 0.001
    /// Giving way to the app's other tasks allocates a little in the runtime, once a slice of time. On a slow machine an
    /// element takes more of that; still far less than one allocation for a chunk of the smallest mailbox here.
    private static let allocationsPerMillisecond = 15.0
    private static let elements = 400_000

    /// Gives the exit code.
    func run() async -> Int32 {
        var isPassed = true
        for workload in Self.workloadsWithoutAllocations {
            for contender in workload.contenders where contender.name.hasPrefix(Engine.name) {
                isPassed = await checkAllocations(of: contender, in: workload) && isPassed
            }
        }
        for bound in Self.bounds { isPassed = await check(bound) && isPassed }
        print(
            isPassed ? "The gate is open: everything holds." : "The gate is shut; what does not hold is marked FAILED."
        )
        return isPassed ? 0 : 1
    }

    private static let workloadsWithoutAllocations =
        [
            ChainWorkloads.chain(maps: 1, capacity: 256), ChainWorkloads.chain(maps: 8, capacity: 16),
            JoinWorkloads.merge(inputs: 4), JoinWorkloads.zip, SplitWorkloads.broadcastZip, SplitWorkloads.balanceMerge,
            FilterWorkload.all[0],
        ] + PayloadWorkloads.all

    private func checkAllocations(of contender: Contender, in workload: Workload) async -> Bool {
        guard HeapProbe.isAvailable else { return true }
        let what = "\(workload.title) / \(contender.name): allocations an element"
        do {
            let cost = try await MemoryUse.steady(of: contender, elements: Self.elements)
            let count = cost.allocationsPerElement
            let most = Self.mostAllocations + Self.allocationsPerMillisecond * cost.nanosecondsPerElement / 1e6
            return say(count <= most, "\(what): \(Self.rounded(count)), at most \(Self.rounded(most))")
        } catch {
            return say(false, "\(what): \(error)")
        }
    }

    /// By what factor the engine must at least beat naive actors. Measured factors are two to three times as high: a
    /// bound is for a hop that has become an enqueue or an allocation, not for ten percent.
    private struct Bound {
        let workload: Workload
        let factor: Double
    }

    private static let bounds = [
        Bound(workload: ChainWorkloads.chain(maps: 1, capacity: 256), factor: 4),
        Bound(workload: ChainWorkloads.chain(maps: 8, capacity: 256), factor: 4),
        Bound(workload: ChainWorkloads.chain(maps: 8, capacity: 16), factor: 2),
    ]

    private func check(_ bound: Bound) async -> Bool {
        var settings = Settings()
        settings.sampleNanoseconds = 20_000_000
        settings.measuresMemory = false
        let names = ["\(Engine.name)-1", "naive-actors"]
        guard let workload = bound.workload.keeping({ names.contains($0.name) }) else { return false }
        let outcomes = await Bench(settings, progress: Progress(total: 1)).measure(workload).outcomes
        // The best of each: noise only ever adds.
        let best = names.map { name in outcomes.first { $0.contender == name }?.nsPerElement.min ?? .nan }
        let factor = best[1] / best[0]
        return say(
            factor >= bound.factor,
            "\(workload.title): \((factor * 10).rounded() / 10) times as fast as naive actors, at least \(bound.factor)"
        )
    }

    private static func rounded(_ count: Double) -> Double {
        (count * 100_000).rounded() / 100_000
    }

    private func say(_ isHolding: Bool, _ text: String) -> Bool {
        print("\(isHolding ? "ok      " : "FAILED  ")\(text)")
        return isHolding
    }
}
