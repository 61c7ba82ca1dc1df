/// Describes a stream of elements: the output of one operator.
///
/// A flow is a value; nothing runs until you run a graph that ends in a sink. You can use a flow in many graphs, and
/// many times in one. In one graph it is then broadcast: every use gets every element, at the speed of the slowest.
///
/// Operators are methods that return a new flow. Modifiers (``named(_:fileID:line:)``, ``capacity(_:fileID:line:)``,
/// ``onFailure(_:fileID:line:)``) annotate the preceding operator and do not add one.
public struct Flow<Element: Sendable>: Sendable {
    @usableFromInline package var erased: AnyFlow

    @usableFromInline
    init(erased: AnyFlow) {
        self.erased = erased
    }

    /// One output of a new stage.
    @inlinable
    package init(
        _ kind: String, _ site: SourceSite, inputs: [AnyFlow] = [], outputCount: Int = 1, role: StageRole = .plain,
        problem: String? = nil,
        makeNode: @escaping @Sendable (NodeWiring) -> Node
    ) {
        let stage = Stage(
            kind: kind, site: site, inputs: inputs, outputCount: outputCount, role: role, problem: problem,
            makeMailbox: { Mailbox<Element>(capacity: $0) },
            makeBroadcast: { Node.running(BroadcastKernel<Element>($0)) },
            makeNode: makeNode)
        erased = AnyFlow(stage: stage, output: 0)
    }

    /// Another output of the same stage.
    @usableFromInline
    func output(_ port: Int) -> Flow {
        Flow(erased: AnyFlow(stage: erased.stage, output: port))
    }
}
