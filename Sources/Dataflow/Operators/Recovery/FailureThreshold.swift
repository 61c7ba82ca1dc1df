/// How many failures are too many.
public struct FailureThreshold: Sendable, Equatable {
    let share: Double
    let count: Int

    /// So many failures, with no success between them.
    ///
    /// - Parameter count: from 1 to 1,048,576.
    public static func inARow(_ count: Int) -> FailureThreshold { FailureThreshold(share: 1, count: count) }

    /// A share of the last calls, once there were so many.
    ///
    /// - Parameters:
    ///   - share: more than 0, at most 1.
    ///   - count: from 1 to 1,048,576.
    public static func share(_ share: Double, ofLast count: Int) -> FailureThreshold {
        FailureThreshold(share: share, count: count)
    }

    var problem: String? {
        if !(share > 0 && share <= 1) {
            return "a share of \(share) is none of the calls, or more than all. Give more than 0 and at most 1."
        }
        return Limits.capacity.problem(count, "a threshold of \(count) calls", tooSmall: "is reached before the first")
    }
}

/// The last calls, and how many of them failed. A value.
struct FailureCount {
    private let threshold: FailureThreshold
    private var last = Fifo<Bool>()
    private var failures = 0

    init(_ threshold: FailureThreshold) { self.threshold = threshold }

    /// Counts a call; true if there were too many failures.
    mutating func add(isFailure: Bool) -> Bool {
        last.append(isFailure)
        if isFailure { failures += 1 }
        if last.count > threshold.count, last.popFirst() == true { failures -= 1 }
        return last.count == threshold.count && Double(failures) >= threshold.share * Double(threshold.count)
    }

    mutating func startOver() {
        last.removeAll()
        failures = 0
    }
}
