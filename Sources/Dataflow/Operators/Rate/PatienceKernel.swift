/// The node of `timeout` and `keepAlive`: it passes elements on, and measures how long it has to wait. It reads the clock
/// only when a wait begins or ends, and not for each element.
struct PatienceKernel<Element: Sendable>: LinearShape {
    /// What happens when it has waited too long.
    enum Impatience {
        /// The node fails.
        case fail(any Error)
        /// The node emits one of these, and begins to wait anew.
        case emit(@Sendable () -> Element)
    }

    let wiring: NodeWiring
    let input: MailboxReader<Element>
    let output: MailboxWriter<Element>
    private let kind: FlowTimeout.Kind
    private let limit: Duration
    private let impatience: Impatience
    private var timer: NodeTimer
    /// Since when the node waits; nil if it does not, or if the wait does not count.
    private var waitsSince: Duration?
    /// How long it has waited before, as far as that counts.
    private var waited = Duration.zero
    private var hasPassed = false

    init(
        _ kind: FlowTimeout.Kind, _ limit: Duration, _ impatience: Impatience, clock: EngineClock?,
        _ wiring: NodeWiring
    ) {
        self.kind = kind
        self.limit = limit
        self.impatience = impatience
        self.wiring = wiring
        input = wiring.input()
        output = wiring.output()
        timer = wiring.run.timer(clock, for: wiring.cell)
    }

    mutating func close() { timer.cancel() }

    mutating func step(_ turn: Turn) -> Step {
        // What is to be put in at a moment comes before what arrives in it.
        if case .emit(let make) = impatience, isOver(), output.room() > 0 { return putIn(make(), turn) }
        let count = min(input.available(), output.room(), turn.budget)
        if count > 0 {
            // What is there is in time, however late the node steps.
            endWait()
            hasPassed = true
            input.move(count, to: output, turn.worker)
            return .again(count)
        }
        if let ending = input.ending { return wiring.pass(ending, turn) }
        return wait(turn)
    }

    private mutating func wait(_ turn: Turn) -> Step {
        let isFull = output.room() <= 0
        var wait: Wait = isFull ? .room : .input
        // The wait for downstream begins with the element that has to wait.
        if isFull, kind == .demand, input.isEmpty { wait.insert(.input) }
        let mustWait = isFull ? !input.isEmpty && kind == .demand : kind != .demand && !(kind == .first && hasPassed)
        guard mustWait else {
            endWait()
            timer.cancel()
            return .wait(wait)
        }
        let since = waitsSince ?? timer.now
        waitsSince = since
        if isOver() { return losePatience(turn) }
        timer.set(to: since + (limit - waited))
        return .wait(wait.union(.external))
    }

    private mutating func losePatience(_ turn: Turn) -> Step {
        switch impatience {
        case .fail(let error): wiring.fail(error, turn)
        case .emit(let make): putIn(make(), turn)
        }
    }

    /// Whether the node has waited too long.
    private mutating func isOver() -> Bool {
        guard let since = waitsSince else { return false }
        return timer.now - since + waited >= limit
    }

    private mutating func putIn(_ element: Element, _ turn: Turn) -> Step {
        waitsSince = timer.now
        output.writing().put(element, 0)
        output.publish(1, turn.worker)
        return .again(1)
    }

    private mutating func endWait() {
        guard let since = waitsSince.take() else { return }
        waited = kind == .whole ? waited + (timer.now - since) : .zero
    }
}
