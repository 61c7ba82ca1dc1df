/// What got slower since an earlier report, beyond what the noise of both explains.
public struct Comparison: CustomStringConvertible {
    public struct Change: Sendable {
        public let key: String
        public let before: Spread
        public let after: Spread
        public var factor: Double { after.median / max(before.median, 1e-9) }
    }

    public private(set) var slower: [Change] = []
    public private(set) var faster: [Change] = []
    /// Contenders with more allocations an element than before.
    public private(set) var hungrier: [(key: String, before: Double, after: Double)] = []
    private var compared = 0

    /// - Parameter leastChange: medians closer than this are equal, however steady both were; from a run or two of each
    ///   nothing is known about the noise, and only a change to the double counts.
    public init(before: Report, after: Report, leastChange: Double = 0.05) {
        let earlier = Dictionary(before.results.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for result in after.results {
            guard let old = earlier[result.key] else { continue }
            compared += 1
            let change = Change(key: result.key, before: old.nsPerElement, after: result.nsPerElement)
            let leastChange = min(old.runs, result.runs) < 3 ? 1 : leastChange
            // Half of the samples lie between the quartiles; where these do not overlap, chance is a poor explanation.
            if change.after.lowerQuartile > change.before.upperQuartile, change.factor > 1 + leastChange {
                slower.append(change)
            } else if change.after.upperQuartile < change.before.lowerQuartile, change.factor < 1 / (1 + leastChange) {
                faster.append(change)
            }
            guard let was = old.allocationsPerElement, let now = result.allocationsPerElement else { continue }
            if now > was * 1.02 + 0.001 { hungrier.append((result.key, was, now)) }
        }
    }

    public var hasRegressions: Bool { !slower.isEmpty || !hungrier.isEmpty }

    public var description: String {
        var lines = ["Compared with the baseline: \(compared) results, \(slower.count) slower, \(faster.count) faster."]
        lines += slower.sorted { $0.factor > $1.factor }.map { "  slower  " + Self.line($0) }
        lines += faster.sorted { $0.factor < $1.factor }.map { "  faster  " + Self.line($0) }
        lines += hungrier.map {
            "  allocs  \($0.key): \(Quantity.allocations($0.before)) → \(Quantity.allocations($0.after)) an element"
        }
        return lines.joined(separator: "\n")
    }

    private static func line(_ change: Change) -> String {
        let (before, after) = (change.before, change.after)
        return "\(change.key): \(Quantity.number(before.median)) → \(Quantity.number(after.median)) ns "
            + "(× \(Quantity.number(change.factor)); quartiles \(Quantity.number(before.lowerQuartile))–"
            + "\(Quantity.number(before.upperQuartile)) → \(Quantity.number(after.lowerQuartile))–"
            + "\(Quantity.number(after.upperQuartile)))"
    }
}
