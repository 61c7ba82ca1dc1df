extension Flow {
    /// Turns the error with which upstream fails into another.
    ///
    /// The failure keeps its place: a ``GraphError`` still names the node that threw.
    ///
    /// - **Emits:** every element, as it is.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails, with what `transform` makes of its error.
    ///
    /// - Parameter transform: called at most once in a run, with the error; not when the run is cancelled.
    public func mapError(
        fileID: String = #fileID, line: Int = #line, _ transform: @escaping @Sendable (any Error) -> any Error
    ) -> Flow {
        Flow("mapError", SourceSite(fileID: fileID, line: line), inputs: [erased]) {
            Node.running(MapErrorKernel<Element>(transform, $0))
        }
    }
}

/// The node that looks only at the end: it moves elements on, a chunk at a time.
struct MapErrorKernel<Element: Sendable>: Kernel {
    private let wiring: NodeWiring
    private let input: Mailbox<Element>
    private let output: Mailbox<Element>
    private let transform: @Sendable (any Error) -> any Error

    init(_ transform: @escaping @Sendable (any Error) -> any Error, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.transform = transform
        input = wiring.input()
        output = wiring.output()
    }

    mutating func step(_ turn: Turn) -> Step {
        if turn.phase == .cancelled { return wiring.stop(.cancelled, turn) }
        if output.isCancelled { return wiring.stop(output.cancellationCause, turn) }
        let available = input.available()
        if available == 0 {
            if let ending = input.ending { return end(ending, turn) }
            return input.restForElements() ? rest(turn) : Step(.again)
        }
        let count = min(available, output.room(), turn.grain)
        if count <= 0 { return output.restForRoom() ? rest(turn) : Step(.again) }
        let (reader, writer) = (input.reading(), output.writing())
        for offset in 0..<count { writer.put(reader.take(offset), offset) }
        output.publish(count, turn.worker)
        input.release(count, turn.worker)
        return Step(.again, count: count)
    }

    private func end(_ ending: Ending, _ turn: Turn) -> Step {
        guard case .failed(var failure) = ending else { return wiring.pass(ending, turn) }
        failure.error = transform(failure.error)
        return wiring.fail(failure, turn)
    }

    private func rest(_ turn: Turn) -> Step {
        input.releaseAll(turn.worker)
        return Step(.idle)
    }
}
