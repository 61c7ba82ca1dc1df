/// The node of a source that is a running task: a closure that emits, or an async sequence.
@usableFromInline
struct EmitKernel<Element: Sendable>: Kernel {
    @usableFromInline typealias Body = @Sendable (Emitter<Element>) async throws -> Void

    private let wiring: NodeWiring
    private let desk: EmitterDesk<Element>
    private var body: Body?
    private var lane: Lane?
    /// Why the task was told to stop: how its node ends then.
    private var stopped: (ending: Ending, cause: CancellationCause)?

    @usableFromInline
    init(_ wiring: NodeWiring, body: @escaping Body) {
        self.wiring = wiring
        self.body = body
        desk = EmitterDesk(wiring)
    }

    @usableFromInline
    mutating func step(_ turn: Turn) -> Step {
        if let outcome = desk.outcome { return end(outcome, turn) }
        if stopped == nil, let reason = reasonToStop(turn) {
            stopped = reason
            if body != nil { return wiring.end(reason.ending, reason.cause, turn) }
            lane?.cancel()
            desk.stop()
        } else if let body = body.take() {
            wiring.cell.beginOutside()
            lane = wiring.startLane { [desk] _ in await Self.run(body, desk) }
        } else {
            desk.resume()
        }
        return Step(.idle, count: 1)
    }

    /// The closure and all it holds are gone when the node hears that the task has left.
    private static func run(_ body: Body, _ desk: EmitterDesk<Element>) async {
        desk.leave(await outcome(of: body, desk))
    }

    private static func outcome(of body: Body, _ desk: EmitterDesk<Element>) async -> EmitterDesk<Element>.Outcome {
        do {
            try await body(Emitter(desk))
            return .finished
        } catch {
            return .failed(error)
        }
    }

    private func reasonToStop(_ turn: Turn) -> (ending: Ending, cause: CancellationCause)? {
        if turn.phase == .cancelled { return (.cancelled, .cancelled) }
        if desk.output.isCancelled { return (.cancelled, desk.output.cancellationCause) }
        if turn.phase == .draining { return (.finished, .finished) }
        return nil
    }

    private func end(_ outcome: EmitterDesk<Element>.Outcome, _ turn: Turn) -> Step {
        let reason = stopped ?? reasonToStop(turn)
        switch outcome {
        case .finished: return reason.map { wiring.end($0.ending, $0.cause, turn) } ?? wiring.finish(turn)
        case .failed(let error):
            // A task that was told to stop usually throws that it was cancelled; while the run drains, any other error
            // is a failure like any other.
            guard let reason else { return wiring.fail(error, turn) }
            if case .finished = reason.ending, !(error is CancellationError) { return wiring.fail(error, turn) }
            wiring.note(error)
            return wiring.end(reason.ending, reason.cause, turn)
        }
    }
}
