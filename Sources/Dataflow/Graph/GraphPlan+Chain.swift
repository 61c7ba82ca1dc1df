extension GraphPlan {
    /// The plan of plain operators that stand one behind the other, as most flows that an operator starts do; nil for any
    /// other flow. The same plan as the general one, without its search.
    init?(chain end: AnyFlow, isPart: Bool) {
        guard let flows = Self.chain(above: end) else { return nil }
        self.init(isPart: isPart)
        let count = flows.count
        frozen.reserveCapacity(count)
        edges.reserveCapacity(count)
        for (node, flow) in flows.enumerated() {
            let isLast = node == count - 1
            frozen.append(
                FrozenNode(
                    stage: flow.stage, origin: nil, inputs: Ports(first: max(0, node - 1), count: min(node, 1)),
                    outputs: Ports(first: node, count: 1)))
            edges.append(
                Edge(
                    id: node, from: node, to: isLast ? nil : node + 1,
                    capacity: isLast && !isPart
                        ? valueMailboxCapacity : flow.attributes.capacity?.value ?? defaultMailboxCapacity,
                    port: 0))
        }
        inputs = Array(0..<count - 1)
        outputs = (0..<count).map(Optional.init)
        results = [count - 1]
        ends = [end]
    }

    /// The outputs of the operators above a flow, the source's first, if each has one input and nothing to be known of.
    private static func chain(above end: AnyFlow) -> [AnyFlow]? {
        var flows: [AnyFlow] = []
        var next: AnyFlow? = end
        while let flow = next {
            guard flow.stage.isLink, !flow.attributes.hasAnnotations else { return nil }
            flows.append(flow)
            next = flow.stage.inputs.first
        }
        flows.reverse()
        return flows
    }
}
