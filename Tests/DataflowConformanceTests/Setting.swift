import DataflowProbes
import Foundation

/// In what circumstances a law is held: the mailboxes' capacity, nil for the default, and the length of the input.
struct Setting: Sendable {
    let capacity: Int?
    let count: Int

    static let all: [Setting] = [1, 2, 16, nil].flatMap { capacity in
        [0, 1, 5, 18].map { Setting(capacity: capacity, count: $0) }
    }

    /// For what does not depend on the length.
    static let endless: [Setting] = [1, 2, 16, nil].map { Setting(capacity: $0, count: .max) }
}

/// How many schedules of an operator each law sees: `DATAFLOW_SEEDS=10000` for a long run.
let seedsEach = ProcessInfo.processInfo.environment["DATAFLOW_SEEDS"].flatMap(Int.init) ?? 12
