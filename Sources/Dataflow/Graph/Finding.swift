/// A fault of a graph, with the line to look at and the repair.
public struct Finding: Sendable, Equatable, CustomStringConvertible {
    /// The name of the node at fault.
    public let node: String
    /// Where that node, or the modifier in question, was written.
    public let site: SourceSite
    /// What is wrong.
    public let problem: String
    /// How to repair it.
    public let repair: String

    init(node: String, site: SourceSite, problem: String, repair: String) {
        self.node = node
        self.site = site
        self.problem = problem
        self.repair = repair
    }

    /// An argument that makes no sense.
    ///
    /// - Parameter text: what is wrong with it, and then what to give: "a prefix of -1 elements is less than none. Give 0 or
    ///   more."
    init(node: String, site: SourceSite, argument text: String) {
        let sentences = text.split(separator: ". Give ", maxSplits: 1)
        let isWhole = sentences.count < 2
        self.init(
            node: node, site: site, problem: isWhole ? text : "\(sentences[0]).",
            repair: isWhole ? "Give what the documentation of the operator asks for." : "Give \(sentences[1])")
    }

    public var description: String { "\(site): \(node): \(problem) \(repair)" }

    /// The same finding for a node of an attached part, whose names begin with `prefix`.
    func prefixed(_ prefix: String) -> Finding {
        Finding(node: prefix + node, site: site, problem: problem, repair: repair)
    }
}

/// A graph that cannot run, with all its faults.
public struct InvalidGraph: Error, CustomStringConvertible {
    /// The name of the graph.
    public let graph: String
    /// All findings, in the order of the nodes.
    public let findings: [Finding]

    public var description: String {
        let lines = findings.map { "  - \($0)" }.joined(separator: "\n")
        return
            "The graph \"\(graph)\" cannot run; \(findings.count) thing\(findings.count == 1 ? "" : "s") to mend:\n\(lines)"
    }
}
