extension GraphPlan {
    /// One operator.
    public struct Node: Sendable, Identifiable {
        /// Its place in ``GraphPlan/nodes``.
        public let id: Int
        /// The name that was given, or the kind with a number.
        public internal(set) var name = ""
        /// What it is: `map`, `merge`, …
        public let kind: String
        /// Where it was written.
        public let site: SourceSite
        /// Its inputs, by port, as places in ``GraphPlan/edges``.
        public let inputs: [Int]
        /// Its outputs, by port, as places in ``GraphPlan/edges``; nil where nobody consumes one.
        public let outputs: [Int?]

        let frozen: FrozenNode
        var names: [AnyFlow.Annotation<String>] = []
        var policies: [AnyFlow.Annotation<FailurePolicy>] = []

        var isBroadcast: Bool { frozen.isBroadcast }
        var isLoopEntry: Bool { frozen.isLoopEntry }
        var stage: Stage { frozen.stage }
    }

    /// The same plan, with its names at hand: for whoever looks at more than one.
    ///
    /// - Parameter prefix: what every name begins with.
    package func named(prefix: String = "") -> GraphPlan {
        var plan = self
        plan.legend = Legend(of: self, prefix: prefix)
        return plan
    }

    /// What was said about the capacity of an edge.
    func capacityAnnotation(of edge: Edge) -> AnyFlow.Annotation<Int>? {
        (legend ?? Legend(of: self)).capacities[edge.id]
    }
}

extension GraphPlan.Node {
    init(id: Int, _ node: GraphPlan.FrozenNode, in plan: GraphPlan) {
        self.id = id
        kind = node.isBroadcast ? "broadcast" : node.stage.kind
        site = node.stage.site
        inputs = Array(plan.inputs[node.inputs.places])
        outputs = Array(plan.outputs[node.outputs.places])
        frozen = node
    }
}
