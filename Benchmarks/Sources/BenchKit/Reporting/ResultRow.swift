/// One line of a table: what was measured of a contender, in words.
struct ResultRow {
    static let head = [
        "contender", "median ns", "min", "max", "ns/hop", "per second", "allocs", "peak memory", "× dataflow", "also",
    ]

    let cells: [String]

    /// - Parameter rival: what the last but one column compares with.
    init(_ outcome: Outcome, comparedWith rival: Outcome?) {
        cells = [
            outcome.contender,
            Quantity.number(outcome.nsPerElement.median),
            Quantity.number(outcome.nsPerElement.min),
            Quantity.number(outcome.nsPerElement.max),
            outcome.nsPerHop.map(Quantity.number) ?? "",
            Quantity.rate(outcome.elementsPerSecond),
            outcome.allocationsPerElement.map(Quantity.allocations) ?? "",
            outcome.peakBytes.map { Quantity.bytes(Double($0)) } ?? "",
            rival.map { Quantity.number(outcome.nsPerElement.median / max($0.nsPerElement.median, 1e-9)) } ?? "",
            Self.remarks(outcome),
        ]
    }

    /// The lines of one workload.
    static func rows(_ results: [Outcome]) -> [ResultRow] {
        let rival = results.first { $0.contender == "dataflow" }
        return results.map { ResultRow($0, comparedWith: rival) }
    }

    private static func remarks(_ outcome: Outcome) -> String {
        var parts: [String] = []
        if let latency = outcome.latency {
            parts.append("p50 \(Quantity.duration(latency.p50)), p99 \(Quantity.duration(latency.p99))")
        }
        for (name, value) in (outcome.metrics ?? [:]).sorted(by: { $0.key < $1.key }) {
            parts.append("\(name) \(Quantity.number(value))")
        }
        return parts.joined(separator: ", ")
    }
}
