/// The node of a source that is a running task: a closure that emits, or an async sequence.
@usableFromInline
struct EmitKernel<Element: Sendable>: SourceShape {
    @usableFromInline typealias Body = @Sendable (Emitter<Element>) async throws -> Void

    @usableFromInline package let wiring: NodeWiring
    private let handoff: EmitterHandoff<Element>
    private var body: Body?
    private var lane: Lane?
    /// How the node ends after its task was told to stop.
    private typealias Reason = (ending: Ending, cause: CancellationCause)
    private var stopped: Reason?

    @usableFromInline
    init(_ wiring: NodeWiring, body: @escaping Body) {
        self.wiring = wiring
        self.body = body
        handoff = EmitterHandoff(wiring)
    }

    @usableFromInline package var output: ProducerEnd { wiring.outputs[0] }

    @usableFromInline
    package mutating func step(_ turn: Turn) -> Step {
        if let outcome = handoff.outcome { return end(outcome, nil, turn) }
        guard let body = body.take() else { return .wait(handoff.resume(), count: 1) }
        wiring.cell.beginExternal()
        lane = wiring.startLane(isSource: true) { [handoff] _ in await Self.run(body, handoff) }
        return .wait(.external, count: 1)
    }

    @usableFromInline
    package mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        leave((.cancelled, cause), turn, sending: EmitterHandoff<Element>.Openness.closed)
    }

    @usableFromInline
    package mutating func drain(_ turn: Turn) -> Step? {
        leave((.finished, .finished), turn, sending: EmitterHandoff<Element>.Openness.last)
    }

    /// Tells the task to stop, and ends when the task has left.
    private mutating func leave(_ reason: Reason, _ turn: Turn, sending openness: UInt8) -> Step {
        if let outcome = handoff.outcome { return end(outcome, reason, turn) }
        if body.take() != nil { return wiring.end(reason.ending, reason.cause, turn) }
        if stopped == nil {
            stopped = reason
            lane?.cancel()
        }
        return .wait(handoff.limit(to: openness), count: 1)
    }

    /// Runs the closure. The closure and all it holds are freed before the node hears that the task has left.
    private static func run(_ body: Body, _ handoff: EmitterHandoff<Element>) async {
        handoff.leave(await outcome(of: body, handoff))
    }

    private static func outcome(of body: Body, _ handoff: EmitterHandoff<Element>) async
        -> EmitterHandoff<Element>.Outcome
    {
        do {
            try await body(Emitter(handoff))
            return .finished
        } catch {
            return .failed(error)
        }
    }

    private func end(_ outcome: EmitterHandoff<Element>.Outcome, _ reason: Reason?, _ turn: Turn) -> Step {
        let reason = stopped ?? reason
        switch outcome {
        case .finished: return reason.map { wiring.end($0.ending, $0.cause, turn) } ?? wiring.finish(turn)
        case .failed(let error):
            // A task that was told to stop usually throws a `CancellationError`. While the run drains, any other error
            // is a failure like any other.
            guard let reason else { return wiring.fail(error, turn) }
            if case .finished = reason.ending, !(error is CancellationError) { return wiring.fail(error, turn) }
            wiring.note(error)
            return wiring.end(reason.ending, reason.cause, turn)
        }
    }
}
