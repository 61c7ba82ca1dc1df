import Dataflow

extension MarbleBoard {
    /// An input that begins, from the start of its diagram, each time that a flow subscribes to it.
    ///
    /// - Parameter failure: the error at `#`.
    /// - Throws: ``MarbleSyntaxError``; ``ExpectationFailure`` for what an input cannot do.
    public func cold(_ diagram: String, failure: any Error = MarbleFailure()) throws -> Flow<String> {
        try input(read(diagram), isHot: false, failure: failure) { $0 }.flow(site)
    }

    /// An input that begins, from the start of its diagram, each time that a flow subscribes to it; letters and names
    /// stand for values.
    ///
    /// - Parameters:
    ///   - values: the values of letters and names.
    ///   - failure: the error at `#`.
    ///   - failures: the errors at `#'name'`.
    /// - Throws: ``MarbleSyntaxError``; ``ExpectationFailure`` for what an input cannot do.
    public func cold<Name: Hashable & LosslessStringConvertible, Value: Sendable>(
        _ diagram: String, values: [Name: Value], failure: any Error = MarbleFailure(),
        failures: [String: any Error] = [:]
    ) throws -> Flow<Value> {
        let values = named(values)
        return try input(read(diagram), isHot: false, failure: failure, failures: failures) { values[$0] }.flow(site)
    }

    /// An input that goes on from the run's start, whether or not anybody listens: who comes late misses what was before,
    /// but for the end.
    ///
    /// - Parameter failure: the error at `#`.
    /// - Throws: ``MarbleSyntaxError``; ``ExpectationFailure`` for what an input cannot do.
    public func hot(_ diagram: String, failure: any Error = MarbleFailure()) throws -> Flow<String> {
        try input(read(diagram), isHot: true, failure: failure) { $0 }.flow(site)
    }

    /// An input that goes on from the run's start, whether or not anybody listens; letters and names stand for values.
    ///
    /// - Parameters:
    ///   - values: the values of letters and names.
    ///   - failure: the error at `#`.
    ///   - failures: the errors at `#'name'`.
    /// - Throws: ``MarbleSyntaxError``; ``ExpectationFailure`` for what an input cannot do.
    public func hot<Name: Hashable & LosslessStringConvertible, Value: Sendable>(
        _ diagram: String, values: [Name: Value], failure: any Error = MarbleFailure(),
        failures: [String: any Error] = [:]
    ) throws -> Flow<Value> {
        let values = named(values)
        return try input(read(diagram), isHot: true, failure: failure, failures: failures) { values[$0] }.flow(site)
    }

    /// Expects that a flow gives what a diagram draws; each element is its own letter or name.
    ///
    /// - Parameters:
    ///   - demand: when the consumer asks: a digit for so many elements, `*` for all, `-` for none; from the start for all
    ///     if nil.
    ///   - order: whether the elements of a frame must come in the drawn order.
    /// - Returns: what came out, once the test has run.
    /// - Throws: ``MarbleSyntaxError``. What differs is thrown when the test has run.
    @discardableResult
    public func expect(
        _ flow: Flow<String>, gives diagram: String, demand: String? = nil, order: MarbleOrder = .exact
    ) throws -> MarbleRecord<String> {
        let diagram = try read(diagram)
        return try output(
            flow, demand, .init(diagram: diagram, order: order, failures: [:], alphabet: .plain([diagram])))
    }

    /// Expects that a flow gives what a diagram draws; letters and names stand for values.
    ///
    /// - Parameters:
    ///   - results: the values of letters and names.
    ///   - demand: when the consumer asks, as for letters.
    ///   - failures: the errors at `#'name'`; at `#` the flow may fail with any.
    ///   - order: whether the elements of a frame must come in the drawn order.
    /// - Returns: what came out, once the test has run.
    /// - Throws: ``MarbleSyntaxError``. What differs is thrown when the test has run.
    @discardableResult
    public func expect<Name: Hashable & LosslessStringConvertible, Value: Sendable & Equatable>(
        _ flow: Flow<Value>, gives diagram: String, results: [Name: Value], demand: String? = nil,
        failures: [String: any Error] = [:], order: MarbleOrder = .exact
    ) throws -> MarbleRecord<Value> {
        let expectation = MarbleOutput<Value>.Expectation(
            diagram: try read(diagram), order: order, failures: failures, alphabet: MarbleAlphabet(results))
        return try output(flow, demand, expectation)
    }

    /// Takes down what a flow gives.
    ///
    /// - Parameter demand: when the consumer asks, as for ``expect(_:gives:demand:order:)``.
    /// - Returns: what came out, once the test has run.
    /// - Throws: ``MarbleSyntaxError``.
    public func record<Value: Sendable>(
        _ flow: Flow<Value>, demand: String? = nil
    ) throws -> MarbleRecord<Value> {
        try output(flow, demand, nil)
    }

    private func read(_ text: String) throws -> MarbleDiagram { try MarbleDiagram(text, frame: frame) }
}
