/// The problems of a run: how many of each kind, and the first of them in full, so that no tree can make the log large.
public struct ProblemLog: Sendable {
    public private(set) var counts: [Problem.Kind: Int] = [:]
    public private(set) var first: [Problem] = []
    private let limit: Int

    init(limit: Int = 1_000) {
        self.limit = limit
    }

    /// How many there were.
    public var count: Int { counts.values.reduce(0, +) }

    mutating func add(_ problem: Problem) {
        counts[problem.kind, default: 0] += 1
        if first.count < limit { first.append(problem) }
    }

    /// How many of a kind there were so far.
    func count(of kind: Problem.Kind) -> Int { counts[kind] ?? 0 }
}
