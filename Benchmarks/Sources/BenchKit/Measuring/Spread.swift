/// How repeated measurements lie.
public struct Spread: Codable, Sendable {
    public let median: Double
    public let min: Double
    public let max: Double
    public let lowerQuartile: Double
    public let upperQuartile: Double

    /// Of at least one value.
    public init(_ values: [Double]) {
        let sorted = values.sorted()
        median = percentile(50, of: sorted)
        min = sorted[0]
        max = sorted[sorted.count - 1]
        lowerQuartile = percentile(25, of: sorted)
        upperQuartile = percentile(75, of: sorted)
    }
}

/// The value below which `percent` of the sorted values lie, interpolated.
public func percentile(_ percent: Double, of sorted: [Double]) -> Double {
    guard let last = sorted.indices.last, last > 0 else { return sorted.first ?? 0 }
    let position = percent / 100 * Double(last)
    let below = Int(position)
    let above = Swift.min(below + 1, last)
    return sorted[below] + (sorted[above] - sorted[below]) * (position - Double(below))
}

/// How long single elements took, in nanoseconds.
public struct Latency: Codable, Sendable {
    public let p50: Double
    public let p99: Double
    public let max: Double
    public let samples: Int

    /// Of at least one value.
    public init(_ nanoseconds: [Int64]) {
        let sorted = nanoseconds.map(Double.init).sorted()
        p50 = percentile(50, of: sorted)
        p99 = percentile(99, of: sorted)
        max = sorted.last ?? 0
        samples = sorted.count
    }
}
