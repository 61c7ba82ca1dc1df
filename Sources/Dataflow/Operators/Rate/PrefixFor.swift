extension Flow {
    /// Keeps the elements that come within a time, and ends then.
    ///
    /// - **Emits:** the elements, as they come, until the time is over; what comes in that moment is left out.
    /// - **Backpressures:** when downstream does; what has not left when the time is over is discarded and counted.
    /// - **Completes:** when the time is over, also while downstream is busy, or when upstream completes before.
    /// - **Fails:** when upstream fails before the time is over.
    ///
    /// - Parameters:
    ///   - interval: how long, from the start of the run; from zero to `Int64.max` seconds.
    ///   - clock: the operator's clock; the graph's clock if nil.
    public func prefix(
        for interval: Duration, clock: (any Clock<Duration>)? = nil, fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        let engineClock = clock.map { EngineClock($0) }
        let site = SourceSite(fileID: fileID, line: line)
        return Flow("prefix", site, inputs: [erased], problem: Limits.problem(pacing: interval)) {
            Node.running(SpanKernel<Element>(interval, clock: engineClock, $0))
        }
    }
}

/// The node of `prefix(for:)`: it ends at its moment, whether there is room or not.
private struct SpanKernel<Element: Sendable>: LinearShape {
    let wiring: NodeWiring
    let input: MailboxReader<Element>
    let output: MailboxWriter<Element>
    private let end: Duration
    private var timer: NodeTimer

    init(_ end: Duration, clock: EngineClock?, _ wiring: NodeWiring) {
        self.end = end
        self.wiring = wiring
        input = wiring.input()
        output = wiring.output()
        timer = wiring.run.timer(clock, for: wiring.cell)
    }

    mutating func close() { timer.cancel() }

    mutating func step(_ turn: Turn) -> Step {
        if timer.now >= end { return wiring.finish(turn) }
        let count = min(input.available(), output.room(), turn.budget)
        if count > 0 {
            input.move(count, to: output, turn.worker)
            return .again(count)
        }
        if let ending = input.ending { return wiring.pass(ending, turn) }
        timer.set(to: end)
        return .wait(input.isEmpty ? [.input, .external] : [.room, .external])
    }
}
