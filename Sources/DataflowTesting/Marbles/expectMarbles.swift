import Dataflow

/// The error with which a source of a marble test fails at `#`, unless the test passes another.
public struct MarbleFailure: Error, Equatable {
    /// Makes the failure.
    public init() {}
}

/// Expects that an operator turns one flow into another, both drawn as diagrams; the elements are the letters
/// themselves.
///
///     try await expectMarbles("-a-b-|", gives: "-A-B-|") { $0.map { $0.uppercased() } }
///
/// A frame is a length of virtual time: the clock advances by it when the graph is at rest. ``MarbleDiagram`` explains
/// the notation. The test watches as many frames as the longest diagram has.
/// - Parameters:
///   - source: the events of the flow.
///   - expected: the expected events. `#` stands for any failure; at `!` the test wants no more.
///   - failure: the error with which the source fails at `#`.
///   - frame: the length of a frame, more than zero.
///   - clock: the clock of the run, for closures that sleep.
///   - parallelism: how many nodes may step at the same moment, at least 1; the number of cores if nil.
///   - operation: the operator.
/// - Throws: ``ExpectationFailure`` with both diagrams, ``MarbleSyntaxError``, or the error that the run throws.
public func expectMarbles(
    _ source: String, gives expected: String, failure: any Error = MarbleFailure(), frame: Duration = .seconds(1),
    clock: TestClock = TestClock(), parallelism: Int? = nil, fileID: String = #fileID, line: Int = #line,
    _ operation: (Flow<String>) throws -> Flow<String>
) async throws {
    try await expectMarbles(
        [source], gives: expected, failure: failure, frame: frame, clock: clock, parallelism: parallelism,
        fileID: fileID, line: line
    ) { try operation($0[0]) }
}

/// Expects that an operator turns several flows into one; the elements are the letters themselves.
///
///     try await expectMarbles(["-a---|", "--b|"], gives: "-ab--|") { merge($0) }
///
/// Events of one frame happen source by source, in the order of the list.
/// - Parameter sources: the events of the flows; the other parameters are those for one flow.
/// - Throws: the same as for one flow.
public func expectMarbles(
    _ sources: [String], gives expected: String, failure: any Error = MarbleFailure(), frame: Duration = .seconds(1),
    clock: TestClock = TestClock(), parallelism: Int? = nil, fileID: String = #fileID, line: Int = #line,
    _ operation: ([Flow<String>]) throws -> Flow<String>
) async throws {
    let site = SourceSite(fileID: fileID, line: line)
    var test = MarbleTest(
        sources: try sources.map { try MarbleDiagram($0) }, expected: try MarbleDiagram(expected),
        values: { String($0) }, alphabet: MarbleAlphabet.plain, failure: failure, site: site)
    let driver = ClockMarbleDriver(clock: clock, frame: frame, parallelism: parallelism, site: site)
    try await test.check(driver, operation)
}

/// Expects that an operator turns one flow into another; letters stand for values.
///
///     try await expectMarbles("-a-b-|", gives: "-x-y-|", values: ["a": 1, "b": 2], results: ["x": "1", "y": "2"]) {
///         $0.map { "\($0)" }
///     }
///
/// - Parameters:
///   - source: the events of the flow; the other parameters are those for letters.
///   - values: the values of the source's letters.
///   - results: the values of the expectation's letters.
/// - Throws: the same as for letters.
public func expectMarbles<Input: Sendable, Output: Sendable & Equatable>(
    _ source: String, gives expected: String, values: [Character: Input], results: [Character: Output],
    failure: any Error = MarbleFailure(), frame: Duration = .seconds(1), clock: TestClock = TestClock(),
    parallelism: Int? = nil, fileID: String = #fileID, line: Int = #line,
    _ operation: (Flow<Input>) throws -> Flow<Output>
) async throws {
    try await expectMarbles(
        [source], gives: expected, values: values, results: results, failure: failure, frame: frame, clock: clock,
        parallelism: parallelism, fileID: fileID, line: line
    ) { try operation($0[0]) }
}

/// Expects that an operator turns several flows into one; letters stand for values.
///
/// - Parameters:
///   - order: whether the elements of one frame must come in the drawn order.
///   - sources: the events of the flows; the other parameters are those for one flow.
///   - values: the values of the sources' letters.
///   - results: the values of the expectation's letters.
/// - Throws: the same as for letters.
public func expectMarbles<Input: Sendable, Output: Sendable & Equatable>(
    _ sources: [String], gives expected: String, values: [Character: Input], results: [Character: Output],
    order: MarbleOrder = .exact, failure: any Error = MarbleFailure(), frame: Duration = .seconds(1),
    clock: TestClock = TestClock(), parallelism: Int? = nil, fileID: String = #fileID, line: Int = #line,
    _ operation: ([Flow<Input>]) throws -> Flow<Output>
) async throws {
    let site = SourceSite(fileID: fileID, line: line)
    var test = MarbleTest(
        sources: try sources.map { try MarbleDiagram($0) }, expected: try MarbleDiagram(expected),
        values: { values[$0] }, alphabet: MarbleAlphabet(results) { $0 == $1 }, failure: failure, order: order,
        site: site)
    let driver = ClockMarbleDriver(clock: clock, frame: frame, parallelism: parallelism, site: site)
    try await test.check(driver, operation)
}
