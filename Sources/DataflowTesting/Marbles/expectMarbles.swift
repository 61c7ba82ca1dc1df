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
/// the notation. The test watches as many frames as the longest diagram has. For inputs of different types, inputs that
/// start later, several outputs and a consumer that asks for elements there is
/// ``withMarbles(frame:tail:clock:parallelism:fileID:line:_:)``.
/// - Parameters:
///   - source: the events of the flow.
///   - expected: the expected events. `#` stands for any failure; at `!` the test wants no more.
///   - failure: the error with which the source fails at `#`.
///   - frame: the length of a frame, more than zero.
///   - tail: how many frames more the test watches; nothing may happen in them.
///   - clock: the clock of the run, for closures that sleep.
///   - parallelism: how many nodes may step at the same moment, at least 1; the number of cores if nil.
///   - operation: the operator.
/// - Throws: ``ExpectationFailure`` with both diagrams, ``MarbleSyntaxError``, or the error that the run throws.
public func expectMarbles(
    _ source: String, gives expected: String, failure: any Error = MarbleFailure(), frame: Duration = .seconds(1),
    tail: Int = 0, clock: TestClock = TestClock(), parallelism: Int? = nil, fileID: String = #fileID,
    line: Int = #line, _ operation: (Flow<String>) throws -> Flow<String>
) async throws {
    try await expectMarbles(
        [source], gives: expected, failure: failure, frame: frame, tail: tail, clock: clock, parallelism: parallelism,
        fileID: fileID, line: line
    ) { try operation($0[0]) }
}

/// Expects that an operator turns several flows into one; the elements are the letters themselves.
///
///     try await expectMarbles(["-a---|", "--b|"], gives: "-ab--|") { merge($0) }
///
/// Events of one frame happen source by source, in the order of the list; timers that are due then go off behind them.
/// - Parameters:
///   - sources: the events of the flows; the other parameters are those for one flow.
///   - order: whether the elements of one frame must come in the drawn order.
/// - Throws: the same as for one flow.
public func expectMarbles(
    _ sources: [String], gives expected: String, order: MarbleOrder = .exact, failure: any Error = MarbleFailure(),
    frame: Duration = .seconds(1), tail: Int = 0, clock: TestClock = TestClock(), parallelism: Int? = nil,
    fileID: String = #fileID, line: Int = #line, _ operation: ([Flow<String>]) throws -> Flow<String>
) async throws {
    let (site, read) = (SourceSite(fileID: fileID, line: line), try diagrams(sources, expected, frame))
    var test = MarbleTest(
        sources: read.sources, expected: read.expected, values: { $0 },
        alphabet: .plain(read.sources + [read.expected]), failure: failure, order: order, tail: tail, site: site)
    let driver = MarbleDriver(clock: clock, frame: frame, parallelism: parallelism, site: site)
    try await test.check(driver, operation)
}

/// Expects that an operator turns one flow into another; letters and names stand for values.
///
///     try await expectMarbles("-a-b-|", gives: "-x-y-|", values: ["a": 1, "b": 2], results: ["x": "1", "y": "2"]) {
///         $0.map { "\($0)" }
///     }
///
/// - Parameters:
///   - source: the events of the flow; the other parameters are those for letters.
///   - values: the values of the source's letters and names.
///   - results: the values of the expectation's letters and names.
/// - Throws: the same as for letters.
public func expectMarbles<
    Input: Sendable, Output: Sendable & Equatable, Name: Hashable & LosslessStringConvertible,
    ResultName: Hashable & LosslessStringConvertible
>(
    _ source: String, gives expected: String, values: [Name: Input], results: [ResultName: Output],
    failure: any Error = MarbleFailure(), frame: Duration = .seconds(1), tail: Int = 0,
    clock: TestClock = TestClock(), parallelism: Int? = nil, fileID: String = #fileID, line: Int = #line,
    _ operation: (Flow<Input>) throws -> Flow<Output>
) async throws {
    try await expectMarbles(
        [source], gives: expected, values: values, results: results, failure: failure, frame: frame, tail: tail,
        clock: clock, parallelism: parallelism, fileID: fileID, line: line
    ) { try operation($0[0]) }
}

/// Expects that an operator turns several flows into one; letters and names stand for values.
///
/// - Parameters:
///   - sources: the events of the flows; the other parameters are those for one flow.
///   - values: the values of the sources' letters and names.
///   - results: the values of the expectation's letters and names.
///   - order: whether the elements of one frame must come in the drawn order.
/// - Throws: the same as for letters.
public func expectMarbles<
    Input: Sendable, Output: Sendable & Equatable, Name: Hashable & LosslessStringConvertible,
    ResultName: Hashable & LosslessStringConvertible
>(
    _ sources: [String], gives expected: String, values: [Name: Input], results: [ResultName: Output],
    order: MarbleOrder = .exact, failure: any Error = MarbleFailure(), frame: Duration = .seconds(1),
    tail: Int = 0, clock: TestClock = TestClock(), parallelism: Int? = nil, fileID: String = #fileID,
    line: Int = #line, _ operation: ([Flow<Input>]) throws -> Flow<Output>
) async throws {
    let (site, read) = (SourceSite(fileID: fileID, line: line), try diagrams(sources, expected, frame))
    let values = named(values)
    var test = MarbleTest(
        sources: read.sources, expected: read.expected, values: { values[$0] }, alphabet: MarbleAlphabet(results),
        failure: failure, order: order, tail: tail, site: site)
    let driver = MarbleDriver(clock: clock, frame: frame, parallelism: parallelism, site: site)
    try await test.check(driver, operation)
}

private func diagrams(
    _ sources: [String], _ expected: String, _ frame: Duration
) throws -> (sources: [MarbleDiagram], expected: MarbleDiagram) {
    let expected = try MarbleDiagram(expected, frame: frame)
    return (try sources.map { try MarbleDiagram($0, frame: frame) }, MarbleDiagram(frames: Array(expected.future)))
}
