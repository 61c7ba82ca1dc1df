extension GraphPlan {
    /// One operator of a plan.
    public struct Node: Sendable, Identifiable {
        /// The node's index in ``GraphPlan/nodes``.
        public let id: Int
        /// The annotated name, or the kind with a number.
        public internal(set) var name = ""
        /// The kind of operator: `map`, `merge`, …
        public let kind: String
        /// Where the operator was written.
        public let site: SourceSite
        /// The inputs by port, as indices in ``GraphPlan/edges``.
        public let inputs: [Int]
        /// The outputs by port, as indices in ``GraphPlan/edges``; nil for an output without a consumer.
        public let outputs: [Int?]

        let frozen: FrozenNode
        var names: [AnyFlow.Annotation<String>] = []
        var policies: [AnyFlow.Annotation<FailurePolicy>] = []

        var isBroadcast: Bool { frozen.isBroadcast }
        var isLoopEntry: Bool { frozen.isLoopEntry }
        var stage: Stage { frozen.stage }
    }

    /// The same plan with its names already made, for code that looks at more than one.
    ///
    /// - Parameter prefix: the beginning of every name.
    package func named(prefix: String = "") -> GraphPlan {
        var plan = self
        plan.legend = Legend(of: self, prefix: prefix)
        return plan
    }

    /// The capacity that an annotation gives to an edge.
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
