import Dataflow

/// Runs a graph on the engine's own workers, and moves the clock frame by frame in virtual time.
///
/// In the moment of a frame first tasks wake that sleep at the clock, then inputs act, then timers go off: so an operator
/// that waits for this moment meets the elements of this moment, and its own rule for a tie decides.
struct MarbleDriver {
    let clock: TestClock
    let frame: Duration
    let parallelism: Int?
    let site: SourceSite

    /// - Parameters:
    ///   - play: lets the inputs act in a frame; gets a closure that waits until the run is at rest.
    ///   - look: called at the end of each frame, when the run is at rest.
    func run<Value>(
        _ graph: Graph<Value>, frames: Int,
        play: (_ frame: Int, _ rest: () async throws -> Void) async throws -> Void,
        look: (_ frame: Int, _ rest: () async throws -> Void) async throws -> Void
    ) async throws {
        try await graph.run(clock: clock, parallelism: parallelism) { run in
            let rest = { try await run.rest.reached(site) }
            for number in 0..<frames {
                if number > 0 { try await move(rest) }
                try await rest()
                try await play(number, rest)
                clock.goOff()
                try await rest()
                try await look(number, rest)
            }
        }
    }

    /// Moves on to the moment of the next frame, past what is due before.
    private func move(_ rest: () async throws -> Void) async throws {
        let next = clock.now.advanced(by: frame)
        while let due = clock.nextDeadline, due < next {
            clock.advance(by: max(.zero, clock.now.duration(to: due)))
            try await rest()
        }
        clock.move(to: next)
    }
}
