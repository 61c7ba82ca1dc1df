import Dataflow

/// Runs a graph frame by frame in virtual time.
package protocol MarbleDriver {
    /// Runs a graph; calls `body` for each frame, when its time has come and the run is at rest.
    ///
    /// - Parameter body: gets the number of the frame, and a closure that waits until the run is at rest again.
    func run<Value>(
        _ graph: Graph<Value>, frames: Int, _ body: (_ frame: Int, _ rest: () async throws -> Void) async throws -> Void
    ) async throws
}

/// Runs a graph on the engine's own workers, and moves the clock by one frame at a time.
struct ClockMarbleDriver: MarbleDriver {
    let clock: TestClock
    let frame: Duration
    let parallelism: Int?
    let site: SourceSite

    func run<Value>(
        _ graph: Graph<Value>, frames: Int, _ body: (_ frame: Int, _ rest: () async throws -> Void) async throws -> Void
    ) async throws {
        try await graph.run(clock: clock, parallelism: parallelism) { run in
            for number in 0..<frames {
                if number > 0 { clock.advance(by: frame) }
                try await run.rest.reached(site)
                try await body(number) { try await run.rest.reached(site) }
            }
        }
    }
}
