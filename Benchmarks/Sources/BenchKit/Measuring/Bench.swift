/// Measures workloads: calibrates each contender, then lets them take turns, so that a noisy moment hits all alike.
public struct Bench: Sendable {
    private let settings: Settings
    private let progress: Progress

    public init(_ settings: Settings, progress: Progress) {
        self.settings = settings
        self.progress = progress
    }

    /// What went wrong with a contender; the others are measured all the same.
    public struct Failure: Sendable {
        public let workload: String
        public let contender: String
        public let error: any Error
    }

    public func measure(_ workload: Workload) async -> (outcomes: [Outcome], failures: [Failure]) {
        var entries: [Entry] = []
        var failures: [Failure] = []
        for contender in workload.contenders {
            do {
                progress.show("\(workload.title): \(contender.name), calibrating")
                let calibration = try await Calibration(contender, target: settings.sampleNanoseconds)
                entries.append(Entry(contender: contender, calibration: calibration))
            } catch {
                failures.append(Failure(workload: workload.title, contender: contender.name, error: error))
            }
        }
        for run in 0..<settings.runs {
            for offset in entries.indices {
                // Another one begins each time: nobody always runs behind the same neighbour.
                let index = (offset + run) % entries.count
                progress.show("\(workload.title): run \(run + 1) of \(settings.runs), \(entries[index].contender.name)")
                await entries[index].sample()
            }
        }
        for index in entries.indices where settings.measuresMemory {
            progress.show("\(workload.title): memory of \(entries[index].contender.name)")
            await entries[index].lookAtMemory()
        }
        for entry in entries {
            guard let error = entry.error else { continue }
            failures.append(Failure(workload: workload.title, contender: entry.contender.name, error: error))
        }
        return (entries.compactMap { $0.outcome(of: workload) }, failures)
    }
}
