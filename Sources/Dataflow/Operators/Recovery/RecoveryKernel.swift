/// The node of an operator that reads a flow and, when that fails, may read another one.
struct RecoveryKernel<Element: Sendable>: LinearShape {
    /// Gives the flow to read after a failure, or nil to fail with `failure` as it is then. If it throws, this node
    /// fails.
    typealias Replacement = @Sendable (_ failure: inout NodeFailure, _ attempt: Int) throws -> AnyFlow?

    let wiring: NodeWiring
    /// Whether the flow to read is the same flow again, which a drain has ended.
    private let startsOver: Bool
    private let replacement: Replacement
    private var patience: Patience?
    let output: MailboxWriter<Element>
    /// The reader of the current flow; the first is the node's input, later ones were attached.
    private(set) var input: MailboxReader<Element>
    private var attempt = 0
    /// What to read next, and why, while nodes of the flow before have yet to end.
    private var next: (flow: AnyFlow, failure: NodeFailure)?

    init(
        _ wiring: NodeWiring, startsOver: Bool = false, patience: Patience? = nil, replacement: @escaping Replacement
    ) {
        self.wiring = wiring
        self.startsOver = startsOver
        self.patience = patience
        self.replacement = replacement
        input = wiring.input()
        output = wiring.output()
    }

    mutating func step(_ turn: Turn) -> Step {
        if let (flow, failure) = next { return change(to: flow, after: failure, turn) }
        let available = input.available()
        if available == 0 {
            if let ending = input.ending { return follow(ending, turn) }
            return .wait(.input)
        }
        patience?.isFruitful = true
        return input.relay(available, to: output, turn)
    }

    mutating func close() { patience?.timer.cancel() }

    private mutating func follow(_ ending: Ending, _ turn: Turn) -> Step {
        guard case .failed(var failure) = ending else { return wiring.pass(ending, turn) }
        let flow: AnyFlow?
        do {
            flow = try replacement(&failure, attempt)
        } catch {
            var own = wiring.run.failure(error)
            own.others = [failure] + failure.others
            return wiring.fail(own, turn)
        }
        guard let flow else { return wiring.fail(failure, turn) }
        if patience?.begin(after: failure.error, wiring) == false { return wiring.fail(failure, turn) }
        return change(to: flow, after: failure, turn)
    }

    /// Reads another flow from now on. A flow that starts over waits until everything of the attempt before has ended:
    /// what that had open is closed before it is opened again.
    private mutating func change(to flow: AnyFlow, after failure: NodeFailure, _ turn: Turn) -> Step {
        if startsOver, turn.phase == .draining, wiring.drains { return wiring.fail(failure, turn) }
        if patience?.isPausing == true {
            next = (flow, failure)
            return .wait(.external)
        }
        while startsOver, let cell = wiring.run.services.unendedCell(above: wiring, isFirst: attempt == 0) {
            next = (flow, failure)
            if wiring.cell.scheduler.ends.watch(cell, for: wiring.cell) { return .wait([]) }
        }
        next = nil
        patience?.attemptBegins()
        return attach(flow, after: failure, turn)
    }

    private mutating func attach(_ flow: AnyFlow, after failure: NodeFailure, _ turn: Turn) -> Step {
        var failure = failure
        do {
            attempt += 1
            let part = try wiring.run.services.attach(flow, to: wiring, pass: attempt + 1, slot: nil, turn.worker)
            // SAFETY: the replacement is a `Flow<Element>`, erased.
            input = unsafe MailboxReader(unsafeDowncast(part.output, to: Mailbox<Element>.self))
            wiring.hasRecovered = true
            return .again()
        } catch {
            // The first failure stays first, for the operator that handles it; the reason why nothing could follow is
            // attached.
            failure.others.append(wiring.run.failure(error))
            return wiring.fail(failure, turn)
        }
    }

    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        input.cancel(cause, turn.worker)
        // The run does not see the attached flow as an input of this node.
        if attempt > 0, case .failed(let failure)? = input.endingAhead { wiring.note(failure) }
        return wiring.stop(cause, turn)
    }
}
