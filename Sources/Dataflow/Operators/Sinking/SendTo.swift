extension Flow {
    /// Sends every element to an inlet, through which it reaches another run, or another part of this one.
    ///
    ///     let orders = Inlet<Order>()
    ///     async let sales: Void = Flow(orders).forEach(book).run()
    ///     try await requests.compactMap(order).send(to: orders).run()
    ///
    /// Backpressure crosses: while the inlet is full, this flow waits.
    ///
    /// - **Emits:** nothing; its value is `()`.
    /// - **Backpressures:** while the inlet is full.
    /// - **Completes:** when upstream completes and the inlet holds the last element, and then the inlet is finished; when the
    ///   run that the inlet feeds wants no more, at the next element, which is counted as dropped.
    /// - **Fails:** when upstream fails, and then the inlet fails too; with ``InletClosed`` if somebody else has closed the
    ///   inlet, or if its run has failed or was cancelled. If this run is cancelled, the inlet fails with a
    ///   `CancellationError`.
    ///
    /// - Parameters:
    ///   - inlet: gets the elements; the graph keeps it. It feeds one run, and is closed for good then.
    ///   - endsInlet: whether the inlet ends as this flow does; false for an inlet to which others send, too.
    public func send(
        to inlet: Inlet<Element>, endsInlet: Bool = true, fileID: String = #fileID, line: Int = #line
    ) -> Sink<Void> {
        Sink(
            Flow<Void>(
                "send", SourceSite(fileID: fileID, line: line), inputs: [erased], problem: inlet.handoff.problem
            ) { Node.running(SendKernel(inlet, isLast: endsInlet, $0)) })
    }
}

/// The node that sends to an inlet. A lane of its own waits for room; the node tells the inlet how the flow ends.
private struct SendKernel<Element: Sendable>: LinearShape {
    private var lanes: AsyncKernel<SendBehavior<Element>>
    private let inlet: Inlet<Element>
    /// Whether the inlet ends as the flow does.
    private let isLast: Bool

    init(_ inlet: Inlet<Element>, isLast: Bool, _ wiring: NodeWiring) {
        let behavior = SendBehavior(inlet: inlet, isLast: isLast) { wiring.ledger.countDropped() }
        lanes = AsyncKernel({ behavior }, concurrency: 1, isOrdered: true, wiring)
        self.inlet = inlet
        self.isLast = isLast
    }

    var wiring: NodeWiring { lanes.wiring }
    var input: ConsumerEnd { lanes.input }
    var output: ProducerEnd { lanes.output }

    mutating func step(_ turn: Turn) -> Step {
        let step = lanes.step(turn)
        // The lane has sent what came before the failure; a completion it tells the inlet itself.
        if isLast, lanes.isClosing, case .failed(let failure)? = input.ending { inlet.fail(failure.error) }
        return step
    }

    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        if isLast { inlet.fail(CancellationError()) }
        return lanes.stop(cause, turn)
    }
}

private struct SendBehavior<Element: Sendable>: AsyncBehavior, Sendable {
    let inlet: Inlet<Element>
    let isLast: Bool
    let drop: @Sendable () -> Void

    nonisolated(nonsending) mutating func receive(_ element: Element) async throws -> SingleEmission<Void> {
        do {
            try await inlet.send(element)
            return .nothing
        } catch let closed as InletClosed {
            guard case .runEnded(.finished) = closed.reason else { throw closed }
            drop()
            return .emitLast(())
        }
    }

    nonisolated(nonsending) mutating func finish() async -> SingleEmission<Void> {
        if isLast { inlet.finish() }
        return .emit(())
    }
}
