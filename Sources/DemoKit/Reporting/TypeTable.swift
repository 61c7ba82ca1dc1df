/// The counts of each file type.
public struct TypeTable: Sendable {
    /// What is counted together once there are too many types, so that no tree can make the table large.
    static let others = "(others)"

    public private(set) var totals = Counts()
    public private(set) var types: [String: Counts] = [:]
    private let limit: Int

    init(limit: Int = 1_000) {
        self.limit = limit
    }

    mutating func add(_ tally: Tally) {
        if let type = tally.type { add(tally.counts, of: type) }
    }

    mutating func add(_ counts: Counts, of type: String) {
        totals += counts
        let isKnown = types[type] != nil || types.count < limit
        types[isKnown ? type : Self.others, default: Counts()] += counts
    }

    /// The types with the most bytes, largest first, and the rest in a row of its own.
    func rows(_ count: Int) -> [(type: String, counts: Counts)] {
        let sorted = types.sorted { ($1.value.bytes, $0.key) < ($0.value.bytes, $1.key) }
        var rows = sorted.prefix(count).map { (type: $0.key, counts: $0.value) }
        let rest = sorted.dropFirst(count)
        if !rest.isEmpty {
            let sum = rest.reduce(into: Counts()) { $0 += $1.value }
            rows.append((type: "\(rest.count) more types", counts: sum))
        }
        return rows
    }
}
