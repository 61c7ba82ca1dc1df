/// By input of a node, what must not step before the node asks for it; empty where nothing has to wait.
struct DormantInputs: Sendable {
    private let inputs: [DormantInput?]

    init(_ inputs: [DormantInput?] = []) {
        self.inputs = inputs
    }

    /// What serves an input whose turn has not come; it must be started by whoever asks.
    func start(_ port: Int) -> DormantInput? {
        guard inputs.indices.contains(port), let input = inputs[port], input.start() else { return nil }
        return input
    }

    /// Those whose turn has not come, with their ports.
    var waiting: [(port: Int, input: DormantInput)] {
        inputs.enumerated().compactMap { port, input in
            input.flatMap { $0.isWaiting ? (port, $0) : nil }
        }
    }
}
