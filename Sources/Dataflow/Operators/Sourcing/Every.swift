extension Flow where Element == Int {
    /// Ticks: emits 0, 1, 2 … at equal intervals. The first tick comes one interval after the start of the run, of the
    /// part that `retry` or `catch` has started, or of the turn in a `concat`.
    ///
    /// A tick is a moment, so it does not wait: if it finds the mailbox full, it is skipped and counted as dropped. The
    /// element is the tick's number, so skipped ticks leave a gap. Ticks follow the clock; they do not drift.
    ///
    /// - **Emits:** the number of each tick, when it is due; several at once after a clock has leapt.
    /// - **Backpressures:** never; ticks without room are dropped.
    /// - **Completes:** when the run drains, when nobody wants more, or when the numbers run out, which takes 292 years
    ///   at intervals of a nanosecond.
    /// - **Fails:** never.
    ///
    /// - Parameters:
    ///   - interval: the time between two ticks, from a nanosecond to `Int64.max` seconds.
    ///   - clock: the operator's clock; the graph's clock if nil.
    public static func every(
        _ interval: Duration,
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Flow {
        let engineClock = clock.map { EngineClock($0) }
        let problem = Limits.problem(ticking: interval)
        return Flow("every", SourceSite(fileID: fileID, line: line), role: .fresh, problem: problem) {
            Node.running(TickKernel(interval, clock: engineClock, $0))
        }
    }
}

/// The node of `every`: it steps when a tick is due, whether there is room or not.
struct TickKernel: SourceShape {
    private let interval: Duration
    let wiring: NodeWiring
    let output: MailboxWriter<Int>
    private var tick = 0
    /// The last tick's number: the source completes before an `Int` can overflow.
    private static let lastTick = Int.max - 4_096
    /// The node's timer: a run that waits for a tick has not stalled.
    private var timer: NodeTimer

    init(_ interval: Duration, clock: EngineClock?, _ wiring: NodeWiring) {
        self.interval = interval
        self.wiring = wiring
        output = wiring.output()
        timer = wiring.run.timer(clock, for: wiring.cell)
    }

    mutating func drain(_ turn: Turn) -> Step? { wiring.finish(turn) }

    mutating func close() { timer.cancel() }

    mutating func step(_ turn: Turn) -> Step {
        let now = timer.now
        while tick < Self.lastTick, due(tick) <= now, output.room() > 0 {
            output.writing().put(tick, 0)
            output.publish(1, turn.worker)
            tick += 1
        }
        if due(tick) <= now { skip(past: now) }
        if tick >= Self.lastTick { return wiring.finish(turn) }
        timer.set(to: due(tick))
        return .wait(.external, count: 1)
    }

    private func due(_ tick: Int) -> Duration { interval * (tick + 1) }

    /// Skips all due ticks without room at once: a clock may leap over very many, also over the last.
    private mutating func skip(past now: Duration) {
        let first = tick
        let missed = ((now - due(tick)) / interval).rounded(.down)
        // The quotient is a rounded `Double`; the ticks that the loop adds stay far from the end, too.
        if let missed = Int(exactly: missed), missed < Self.lastTick - tick {
            tick += missed
            while due(tick) <= now { tick += 1 }
        } else {
            tick = Self.lastTick
        }
        wiring.ledger.countDropped(tick - first)
    }
}
