import Dataflow

/// Turns problems into lines for people: the first of each kind in full, and at the end how many more there were.
struct ProblemLines: TransformBehavior {
    /// How many problems of one kind are told one by one.
    private let limit: Int
    private var seen = ProblemLog(limit: 0)
    private var summary: [String] = []

    init(limit: Int = 20) {
        self.limit = limit
    }

    mutating func receive(_ problem: Problem) -> Emission<String> {
        seen.add(problem)
        return seen.count(of: problem.kind) <= limit ? .emit(problem.line) : .nothing
    }

    mutating func finish() -> Emission<String> {
        for kind in Problem.Kind.allCases.reversed() where seen.count(of: kind) > limit {
            summary.append("and \(grouped(seen.count(of: kind) - limit)) more: \(kind.rawValue).")
        }
        return .several
    }

    mutating func next() -> String? { summary.popLast() }
}
