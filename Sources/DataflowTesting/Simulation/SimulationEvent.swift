/// One event of a simulation.
public enum SimulationEvent: Sendable, Hashable, CustomStringConvertible {
    /// A node stepped: it handled `count` elements and might have handled `budget`.
    case step(node: String, count: Int, budget: Int, hasEnded: Bool)
    /// A task ran until it waited again: the body, one of its child tasks, a closure.
    case job(String)
    /// A closure of a node, or a task, began to compute for some time; see ``compute(for:)``.
    case compute(by: String, for: Duration)
    /// Time passed; the clock now shows this.
    case time(Duration)
    /// The nodes of a graph were told that it drains or is cancelled.
    case phase(graph: String, phase: String)
    /// Nothing could move a graph any more.
    case stall(graph: String)

    public var description: String {
        switch self {
        case .step(let node, let count, let budget, let hasEnded):
            "step \(node): \(Self.taken(count, budget))\(hasEnded ? ", ended" : "")"
        case .job(let task): "job \(task)"
        case .compute(let name, let duration): "compute \(name): \(duration)"
        case .time(let now): "time → \(now)"
        case .phase(let graph, let phase): "phase of \"\(graph)\" → \(phase)"
        case .stall(let graph): "stall of \"\(graph)\""
        }
    }

    private static func taken(_ count: Int, _ budget: Int) -> String {
        budget == Budget.options[0] ? "took \(count)" : "took \(count) of \(budget)"
    }
}
