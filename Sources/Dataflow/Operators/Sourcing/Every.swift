extension Flow where Element == Int {
    /// Ticks: emits 0, 1, 2 … at equal intervals, the first one interval after the start.
    ///
    /// A tick is a moment, so it does not wait: one that finds the mailbox full is skipped and counted as dropped. The
    /// number tells which tick it was; after skipped ones there is a gap. Ticks keep to the clock, they do not drift.
    ///
    /// - **Emits:** the number of each tick, when it is due; several at once after a clock has leapt.
    /// - **Backpressures:** never; ticks without room are dropped.
    /// - **Completes:** when the run drains, or when nobody wants more.
    /// - **Fails:** never.
    ///
    /// - Parameters:
    ///   - interval: the time between two ticks, more than zero.
    ///   - clock: whose time counts; the graph's clock when nil.
    public static func every(
        _ interval: Duration,
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Flow {
        let engineClock = clock.map { EngineClock($0) }
        let complaint = interval <= .zero ? "an interval of \(interval) leaves no time between two ticks." : nil
        return Flow("every", SourceSite(fileID: fileID, line: line), complaint: complaint) {
            Node.running(TickKernel(interval, clock: engineClock, $0))
        }
    }
}

/// The node of a timer: it steps when a tick is due, whether there is room or not.
struct TickKernel: SourceShape {
    private let interval: Duration
    let wiring: NodeWiring
    let output: Mailbox<Int>
    private let timekeeper: Timekeeper
    /// When the source started: at its first step, which in a later input of a concat comes late.
    private var start: Duration?
    private var tick = 0
    /// The tick that a timer was set for, and that it counts as something outside.
    private var armed: (tick: Int, hold: TimerHold)?

    init(_ interval: Duration, clock: EngineClock?, _ wiring: NodeWiring) {
        self.interval = interval
        self.wiring = wiring
        output = wiring.output()
        timekeeper = wiring.services.timekeeper(clock)
    }

    mutating func drain(_ turn: Turn) -> Step? { wiring.finish(turn) }

    mutating func close() { armed?.hold.end() }

    mutating func step(_ turn: Turn) -> Step {
        let now = timekeeper.now
        let start = start ?? now
        self.start = start
        while due(tick, start) <= now, output.room() > 0 {
            output.writing().put(tick, 0)
            output.publish(1, turn.worker)
            tick += 1
        }
        if due(tick, start) <= now { skip(past: now, start) }
        arm(at: due(tick, start))
        return .wait(.outside, count: 1)
    }

    private func due(_ tick: Int, _ start: Duration) -> Duration { start + interval * (tick + 1) }

    /// Leaves out the ticks that are due without room, in one go: a clock may leap over very many.
    private mutating func skip(past now: Duration, _ start: Duration) {
        let first = tick
        tick += Int((now - due(tick, start)) / interval)
        while due(tick, start) <= now { tick += 1 }
        wiring.countDropped(tick - first)
    }

    /// A run that waits for a tick has not stalled.
    private mutating func arm(at deadline: Duration) {
        guard armed?.tick != tick else { return }
        let hold = TimerHold(wiring.cell)
        armed = (tick, hold)
        timekeeper.schedule(at: deadline) { hold.fire() }
    }
}
