import Dataflow

/// Runs one graph whose inputs and outputs are drawn as diagrams, and compares what comes out.
///
///     try await withMarbles { board in
///         let clicks = try board.hot("--a--^--b-----c--|")
///         let numbers = try board.cold("-1-2-3|", values: ["1": 1, "2": 2, "3": 3])
///         try board.expect(
///             clicks.flatMapLatest { _ in numbers }, gives: "----1-2-31-2-3|", results: ["1": 1, "2": 2, "3": 3])
///     }
///
/// Inputs may have different types, begin when they are subscribed to (`cold`) or go on by themselves (`hot`); there may
/// be several outputs, each with a demand of its own. A flow that fails ends its own output and no other. Within a frame
/// hot inputs come first, in the order in which they were drawn, then cold ones in the order in which they were subscribed
/// to, then timers.
///
/// - Parameters:
///   - frame: the length of a frame, more than zero.
///   - tail: how many frames more than the longest diagram the test watches; nothing may happen in them.
///   - clock: the clock of the run, for closures that sleep.
///   - parallelism: how many nodes may step at the same moment, at least 1; the number of cores if nil.
///   - draw: draws the inputs, and says what is expected.
/// - Throws: ``ExpectationFailure`` with the diagrams that differ, what `draw` throws, or the error that the run throws.
public func withMarbles(
    frame: Duration = .seconds(1), tail: Int = 0, clock: TestClock = TestClock(), parallelism: Int? = nil,
    fileID: String = #fileID, line: Int = #line, _ draw: (MarbleBoard) throws -> Void
) async throws {
    let board = MarbleBoard(frame: frame, clock: clock, site: SourceSite(fileID: fileID, line: line))
    try draw(board)
    try await board.play(tail: tail, parallelism: parallelism)
    try board.check()
}
