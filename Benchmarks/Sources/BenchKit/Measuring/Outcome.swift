/// What was measured of one contender in one workload.
public struct Outcome: Codable, Sendable {
    public let workload: String
    public internal(set) var parameters: Parameters
    public let contender: String
    /// What "element" stands for in the other fields' names.
    public let unit: String
    /// How many of them a run handled.
    public let elements: Int
    public let runs: Int
    public let nsPerElement: Spread
    public let nsPerHop: Double?
    public let elementsPerSecond: Double
    /// In steady state: what more elements cost, without what building and freeing the graph costs.
    public let allocationsPerElement: Double?
    /// How far the resident memory rose during a run.
    public let peakBytes: Int?
    public let latency: Latency?
    public let metrics: [String: Double]?

    /// The same for the same contender of the same workload in two reports.
    public var key: String { "\(workload) \(parameters.key) / \(contender)" }

    /// `chain maps=8 capacity=256`
    public var title: String { parameters.pairs.isEmpty ? workload : "\(workload) \(parameters)" }
}
