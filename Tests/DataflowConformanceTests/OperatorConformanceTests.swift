import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

/// What every operator owes, over every capacity and many schedules; after each step of each the edges balance.
@Suite("Conformance of every operator")
struct OperatorConformanceTests {
    @Test("R1.2 R1.5 R1.7 R2.9 T4 T5 T7 Everything comes, in order, then completion", arguments: OperatorCase.all)
    func completes(_ this: OperatorCase) async throws {
        try await this.explored(Setting.all) { trial in
            let error = await error { try await trial.sink().run() }
            try trial.require(error == nil || this.mayHaveEnded(error), "threw \(String(describing: error))")
            try trial.require(this.mayGive(trial.input, trial.output), "gave \(trial.output) for \(trial.input)")
            try trial.require(trial.closes == 1, "its source was closed \(trial.closes) times")
        }
    }

    @Test(
        "R1.4 R2.10 R4.2 T6 T20 T22 What came before a failure comes first, then it, once", arguments: OperatorCase.all)
    func fails(_ this: OperatorCase) async throws {
        try await this.explored(Setting.all, failure: Boom("source")) { trial in
            var end = OperatorCase.End.fails([])
            do {
                try await trial.sink().run()
                end = .completes(trial.output)
            } catch  where this.mayHaveEnded(error) {
                end = .fails(trial.output)
            } catch let error as GraphError {
                try trial.require(error.underlying as? Boom == Boom("source"), "threw \(error)")
                // In a later attempt, that attempt's source.
                let blamed = error.node == "source" || error.node == "retry#\(this.attempts)/source"
                try trial.require(blamed, "blamed \(error.node)")
                end = .fails(trial.output)
            }
            try trial.require(this.mayEnd(trial.input, end), "\(end) for \(trial.input)")
            let attempts = if case .fails = end { this.attempts } else { 1 }
            try trial.require(trial.closes == attempts, "its source was closed \(trial.closes) times")
        }
    }

    @Test(
        "R1.8 R2.6 R3.12 T13 T37 A satisfied consumer ends an endless source",
        arguments: OperatorCase.all.filter { !$0.waitsForEnd })
    func satisfied(_ this: OperatorCase) async throws {
        try await this.explored(Setting.endless) { trial in
            let output = try await this.forgiving(trial.flow).prefix(2).collect().run()
            let expected = this.exact.map { Array($0(Array(0..<40)).prefix(2)) }
            try trial.require(expected == nil || output == expected, "gave \(output)")
            try trial.require(output.count == 2 || this.mayEndBefore, "gave \(output)")
            try trial.require(trial.closes == 1, "its source was closed \(trial.closes) times")
        }
    }

    @Test("R3.5 R3.13 T16 T19 T48 A cancelled run ends, in whatever state", arguments: OperatorCase.all)
    func cancelled(_ this: OperatorCase) async throws {
        try await this.explored(Setting.endless) { trial in
            let error = await error { try await Graph { trial.sink() }.run(while: hasMoved) { $0.cancel() } }
            let mayHaveEnded = this.name.hasPrefix("prefix") || this.mayHaveEnded(error)
            try trial.require(error is CancellationError || mayHaveEnded, "\(String(describing: error))")
            try trial.require(trial.closes == 1, "its source was closed \(trial.closes) times")
        }
    }

    @Test("T47 A drained run delivers all that its source gave", arguments: OperatorCase.all.filter(\.isAlone))
    func drained(_ this: OperatorCase) async throws {
        try await this.explored(Setting.endless) { trial in
            let error = await error { try await Graph { trial.sink() }.run(while: hasMoved) { try await $0.drain() } }
            try trial.require(error == nil || this.mayHaveEnded(error), "threw \(String(describing: error))")
            let input = Array(0..<trial.pulls)
            try trial.require(this.mayGive(input, trial.output), "gave \(trial.output) for \(input)")
            try trial.require(trial.closes == 1, "its source was closed \(trial.closes) times")
        }
    }

    @Test(
        "R2.13 T23 A sink that throws ends the run with its error, and the source",
        arguments: OperatorCase.all.filter { !$0.waitsForEnd })
    func sinkThrows(_ this: OperatorCase) async throws {
        try await this.explored(Setting.endless) { trial in
            let seen = Counter()
            let sink = trial.flow.forEach { _ in if seen.add() == 2 { throw Boom("sink") } }.named("sink")
            let error = await error { try await sink.run() } as? GraphError
            if !this.mayHaveEnded(error) {
                try trial.require(
                    error?.node == "sink" && error?.underlying as? Boom == Boom("sink"), "\(error as Any)")
                try trial.require(seen.value == 2, "the sink was called \(seen.value) times")
            }
            try trial.require(trial.closes == 1, "its source was closed \(trial.closes) times")
        }
    }

    @Test("T52 Two runs at once know nothing of each other", arguments: OperatorCase.all)
    func twice(_ this: OperatorCase) async throws {
        try await this.explored(Setting.all) { trial in
            let sink = this.forgiving(trial.flow).collect()
            async let first = sink.run()
            async let second = sink.run()
            for output in try await [first, second] {
                try trial.require(this.mayGive(trial.input, output), "gave \(output) for \(trial.input)")
            }
            try trial.require(trial.closes == 2, "its source was closed \(trial.closes) times")
        }
    }

    /// Lets the run do something, how much is the schedule's choice.
    private func hasMoved() async {
        for _ in 0..<3 { await Task.yield() }
    }

    private func error(_ body: () async throws -> Void) async -> (any Error)? {
        do { try await body() } catch { return error }
        return nil
    }
}

extension Graph where Value: Sendable {
    /// Runs; does something to the run after a while; throws what the run threw.
    fileprivate func run(
        while pause: @escaping @Sendable () async -> Void,
        then act: @escaping @Sendable (GraphRun<Value>) async throws -> Void
    ) async throws {
        try await run { run in
            await pause()
            try await act(run)
            _ = try await run.value
        }
    }
}
