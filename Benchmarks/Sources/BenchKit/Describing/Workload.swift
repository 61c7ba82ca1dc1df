/// A piece of work that several contenders can do, described.
public struct Workload: Sendable {
    /// A word that readers know from elsewhere: `chain`, `merge`, …
    public let name: String
    public let parameters: Parameters
    /// How many edges an element crosses; 0 where that says nothing.
    public let hops: Int
    /// What is counted: elements, nodes, tasks, …
    public let unit: String
    /// Whether a quick run leaves it out.
    public let isHeavy: Bool
    public let contenders: [Contender]

    public init(
        _ name: String,
        _ parameters: Parameters = [:],
        hops: Int = 0,
        unit: String = "element",
        isHeavy: Bool = false,
        contenders: [Contender]
    ) {
        self.name = name
        self.parameters = parameters
        self.hops = hops
        self.unit = unit
        self.isHeavy = isHeavy
        self.contenders = contenders
    }

    /// `chain maps=8 capacity=256`
    public var title: String {
        parameters.pairs.isEmpty ? name : "\(name) \(parameters)"
    }

    /// The same workload with the contenders that `isWanted` picks, or nil when none is left.
    public func keeping(_ isWanted: (Contender) -> Bool) -> Workload? {
        let kept = contenders.filter(isWanted)
        guard !kept.isEmpty else { return nil }
        return Workload(name, parameters, hops: hops, unit: unit, isHeavy: isHeavy, contenders: kept)
    }
}
