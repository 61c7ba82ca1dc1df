extension Flow {
    /// Hands every element to an `AsyncStream`, and finishes that when the flow ends.
    ///
    ///     let (stream, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(8))
    ///     flow.yield(to: continuation)
    ///
    /// A stream cannot say that it is full: its buffering policy decides what becomes of elements that its reader has
    /// not taken. `flow.values` is a sequence whose reader makes the flow wait.
    ///
    /// - **Emits:** nothing; its value is `()`.
    /// - **Backpressures:** never. Elements that the stream's policy drops are counted as dropped.
    /// - **Completes:** when upstream completes; when the stream's reader wants no more, at the next element.
    /// - **Fails:** when upstream fails. The stream only ends then; one of the throwing kind gets the error.
    ///
    /// - Parameter continuation: it is finished however the run ends, so it serves one run.
    public func yield(
        to continuation: AsyncStream<Element>.Continuation, fileID: String = #fileID, line: Int = #line
    ) -> Sink<Void> {
        yield(SourceSite(fileID: fileID, line: line)) { element in
            switch continuation.yield(element) {
            case .dropped: .dropped
            case .terminated: .terminated
            default: .enqueued
            }
        } finish: { _ in
            continuation.finish()
        }
    }

    /// Hands every element to an `AsyncThrowingStream`, and finishes that when the flow ends.
    ///
    /// A stream cannot say that it is full: its buffering policy decides what becomes of elements that its reader has
    /// not taken. `flow.values` is a sequence whose reader makes the flow wait.
    ///
    /// - **Emits:** nothing; its value is `()`.
    /// - **Backpressures:** never. Elements that the stream's policy drops are counted as dropped.
    /// - **Completes:** when upstream completes; when the stream's reader wants no more, at the next element.
    /// - **Fails:** when upstream fails. The stream throws the error that the failed node threw, or `CancellationError`
    ///   when the run is cancelled.
    ///
    /// - Parameter continuation: it is finished however the run ends, so it serves one run.
    public func yield(
        to continuation: AsyncThrowingStream<Element, any Error>.Continuation, fileID: String = #fileID,
        line: Int = #line
    ) -> Sink<Void> {
        yield(SourceSite(fileID: fileID, line: line)) { element in
            switch continuation.yield(element) {
            case .dropped: .dropped
            case .terminated: .terminated
            default: .enqueued
            }
        } finish: { error in
            continuation.finish(throwing: error)
        }
    }

    private func yield(
        _ site: SourceSite, _ yield: @escaping @Sendable (Element) -> Yielded,
        finish: @escaping @Sendable ((any Error)?) -> Void
    ) -> Sink<Void> {
        Sink(
            Flow<Void>("yield", site, inputs: [erased]) { wiring in
                Node.running(YieldKernel(wiring, yield: yield, finish: finish))
            })
    }
}

/// What became of an element that a stream got.
private enum Yielded: Sendable {
    case enqueued
    case dropped
    case terminated
}

/// The node that feeds a stream. It knows how the flow ends, and tells the stream in every case.
private struct YieldKernel<Element: Sendable>: LinearShape {
    let wiring: NodeWiring
    let input: MailboxReader<Element>
    let output: MailboxWriter<Void>
    private let yield: @Sendable (Element) -> Yielded
    private let finish: @Sendable ((any Error)?) -> Void

    init(
        _ wiring: NodeWiring, yield: @escaping @Sendable (Element) -> Yielded,
        finish: @escaping @Sendable ((any Error)?) -> Void
    ) {
        self.wiring = wiring
        self.yield = yield
        self.finish = finish
        input = wiring.input()
        output = wiring.output()
    }

    mutating func step(_ turn: Turn) -> Step {
        if output.room() <= 0 { return .wait(.room) }
        let count = min(input.available(), turn.budget)
        if count == 0 { return end(turn) }
        let reader = input.reading()
        var taken = 0
        var isOver = false
        while taken < count, !isOver, !turn.worker.isInterrupted || taken == 0 {
            switch yield(reader.take(taken)) {
            case .enqueued: break
            case .dropped: wiring.ledger.countDropped()
            case .terminated: isOver = true
            }
            taken += 1
        }
        input.release(taken, turn.worker)
        return isOver ? complete(turn) : .again(taken)
    }

    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        finish(CancellationError())
        return wiring.stop(cause, turn)
    }

    private func end(_ turn: Turn) -> Step {
        switch input.ending {
        case nil: return .wait(.input)
        case .finished?: return complete(turn)
        case .failed(let failure)?:
            finish(failure.error)
            return wiring.fail(failure, turn)
        case .cancelled?:
            finish(CancellationError())
            return wiring.stop(.cancelled, turn)
        }
    }

    private func complete(_ turn: Turn) -> Step {
        finish(nil)
        output.writing().put((), 0)
        output.publish(1, turn.worker)
        return wiring.finish(turn)
    }
}
