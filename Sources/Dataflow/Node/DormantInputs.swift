/// For each input of a node, the nodes that must not start before its turn; empty if no input has such nodes.
struct DormantInputs: Sendable {
    private let inputs: [DormantInput?]

    init(_ inputs: [DormantInput?] = []) {
        self.inputs = inputs
    }

    /// Starts the turn of an input; the caller must start the nodes that it returns.
    func start(_ port: Int) -> DormantInput? {
        guard inputs.indices.contains(port), let input = inputs[port], input.start() else { return nil }
        return input
    }

    /// The inputs whose turn has not come, with their ports.
    var waiting: [(port: Int, input: DormantInput)] {
        inputs.enumerated().compactMap { port, input in
            input.flatMap { $0.isWaiting ? (port, $0) : nil }
        }
    }
}
