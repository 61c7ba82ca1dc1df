extension Flow {
    /// Emits nothing and stays open, like a source whose first element is yet to come.
    ///
    /// A run that waits for it has not stalled: the run lasts until it is cancelled or drained.
    ///
    /// - **Emits:** nothing.
    /// - **Backpressures:** never.
    /// - **Completes:** when the run drains, or when nobody wants an element any more.
    /// - **Fails:** never.
    public static func never(fileID: String = #fileID, line: Int = #line) -> Flow {
        Flow("never", SourceSite(fileID: fileID, line: line)) { Node.running(NeverKernel($0)) }
    }
}

/// The node of `never`; it counts as external, so that the run has not stalled.
struct NeverKernel: SourceShape {
    let wiring: NodeWiring
    private var isAwaited = false

    init(_ wiring: NodeWiring) {
        self.wiring = wiring
    }

    var output: ProducerEnd { wiring.outputs[0] }

    mutating func step(_ turn: Turn) -> Step {
        if !isAwaited { wiring.cell.beginExternal(isPassive: true) }
        isAwaited = true
        return .wait(.external)
    }

    mutating func drain(_ turn: Turn) -> Step? { wiring.finish(turn) }

    mutating func close() {
        if isAwaited { wiring.cell.endExternal(nil, isPassive: true) }
    }
}
