import BenchKit
import Foundation

/// The program: what the options ask for, done in order.
struct Command {
    let options: Options

    /// Gives the exit code.
    func run() async throws -> Int32 {
        if options.isHelp {
            print(Options.help)
            return 0
        }
        if options.isGate { return await Gate().run() }
        let workloads = Selection(options).picked(from: Catalogue.all)
        guard !workloads.isEmpty else { throw Options.Misuse(description: "no workload matches; --list names them.") }
        if options.isList {
            list(workloads)
            return 0
        }
        if options.isTrace {
            try await Trace(workloads).run()
            return 0
        }
        if options.isOnce {
            try await Once(workloads: workloads, elements: options.elements ?? 1_000_000).run()
            return 0
        }
        let baseline = try options.baselineFile.map { try Report(contentsOf: $0) }
        let (report, failures) = try await results(of: workloads)
        try write(report)
        for failure in failures { print("FAILED  \(failure.workload) / \(failure.contender): \(failure.error)") }
        let isSlower = baseline.map { compare(report, with: $0) } ?? false
        return !failures.isEmpty || (isSlower && options.failsOnRegression) ? 1 : 0
    }

    /// Measured now, or read from the file of an earlier run.
    private func results(of workloads: [Workload]) async throws -> (Report, [Bench.Failure]) {
        guard let file = options.resultsFile else { return await measure(workloads) }
        let report = try Report(contentsOf: file).keeping(workloads)
        show(report.machine.summary + "\n")
        for (_, results) in report.byWorkload { show(TextTable(results).description) }
        return (report, [])
    }

    private func list(_ workloads: [Workload]) {
        for workload in workloads {
            print("\(workload.title): \(workload.contenders.map(\.name).joined(separator: ", "))")
        }
    }

    private var settings: Settings {
        var settings = options.isQuick ? Settings.quick : Settings()
        if let runs = options.runs { settings.runs = runs }
        if let milliseconds = options.sampleMilliseconds {
            settings.sampleNanoseconds = Int64(milliseconds) * 1_000_000
        }
        if options.skipsMemory { settings.measuresMemory = false }
        return settings
    }

    private func measure(_ workloads: [Workload]) async -> (Report, [Bench.Failure]) {
        var report = Report(machine: .current())
        var failures: [Bench.Failure] = []
        show(report.machine.summary + "\n")
        for (index, workload) in workloads.enumerated() {
            let progress = Progress(total: workloads.count, done: index)
            progress.begin(workload.title)
            let measured = await Bench(settings, progress: progress).measure(workload)
            progress.clear()
            show(TextTable(measured.outcomes).description)
            report.results += measured.outcomes
            failures += measured.failures
        }
        return (report, failures)
    }

    /// Prints at once, into a pipe too.
    private func show(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    private func write(_ report: Report) throws {
        func write(_ data: Data, to file: String?) throws {
            if let file { try data.write(to: URL(filePath: file)) }
        }
        try write(Data(MarkdownReport(report).description.utf8), to: options.markdownFile)
        try write(try report.json(), to: options.jsonFile)
        try write(Data(BarChart(report).description.utf8), to: options.chartFile)
    }

    private func compare(_ report: Report, with baseline: Report) -> Bool {
        let comparison = Comparison(before: baseline, after: report)
        print(comparison)
        return comparison.hasRegressions
    }
}
