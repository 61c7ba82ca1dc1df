import DataflowProbes

/// How many runs a stress test makes: `DATAFLOW_STRESS=10` makes ten times as many.
func stressed(_ count: Int) -> Int { count * stressFactor }

/// Counts the objects that are alive.
final class LiveToken: Sendable {
    private let count: Counter

    init(_ count: Counter) {
        self.count = count
        count.add()
    }

    deinit { count.add(-1) }
}
