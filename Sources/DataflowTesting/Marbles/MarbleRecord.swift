import Dataflow

/// What came out of a flow in a marble test, frame by frame.
public final class MarbleRecord<Value: Sendable>: Sendable {
    /// One event, with its value.
    public enum Event: Sendable {
        /// An element.
        case element(Value)
        /// The flow has completed.
        case completion
        /// The flow has failed, with the error that the failed node threw.
        case failure(any Error)
        /// The test wanted no more.
        case cancellation
    }

    private struct State {
        var frames: [[Event]] = []
        var hasEnded = false
    }

    private let state = Watched(State())

    init() {}

    /// The events of each frame, in order; empty until the test has run.
    public var frames: [[Event]] { state.value.frames }

    /// Adds a frame; returns whether the flow has ended.
    func add(_ events: [Event]) {
        state.update { state in
            if !state.hasEnded { state.frames.append(events) }
            state.hasEnded = state.hasEnded || events.last?.isEnd == true
        }
    }

    var hasEnded: Bool { state.value.hasEnded }
}

extension MarbleRecord.Event {
    var isEnd: Bool { if case .element = self { false } else { true } }
}

extension MarbleRecord where Value: Equatable {
    /// What came out, drawn: a value to compare and to print.
    ///
    /// - Parameters:
    ///   - results: the values' letters and names; one that has none gets a letter of its own.
    ///   - failures: the errors' names; one that has none is drawn as `#`.
    public func diagram<Name: Hashable & LosslessStringConvertible>(
        _ results: [Name: Value], failures: [String: any Error] = [:]
    ) -> MarbleDiagram {
        var alphabet = MarbleAlphabet(results)
        return draw(&alphabet, failures)
    }
}

extension MarbleRecord<String> {
    /// What came out, drawn: a value to compare and to print. Each element is its own name.
    public var diagram: MarbleDiagram {
        var alphabet = MarbleAlphabet<String>([:], natural: { $0.isEmpty || $0.contains("'") ? nil : $0 }) { $0 == $1 }
        return draw(&alphabet, [:])
    }
}

extension MarbleRecord {
    func draw(_ alphabet: inout MarbleAlphabet<Value>, _ failures: [String: any Error]) -> MarbleDiagram {
        var diagram = MarbleDiagram(frames: [])
        for frame in frames { diagram.frames.append(frame.map { draw($0, &alphabet, failures) }) }
        return diagram
    }

    private func draw(
        _ event: Event, _ alphabet: inout MarbleAlphabet<Value>, _ failures: [String: any Error]
    ) -> MarbleDiagram.Event {
        switch event {
        case .element(let value): .element(alphabet.name(for: value))
        case .completion: .completion
        case .cancellation: .cancellation
        case .failure(let error): name(of: error, failures).map { .error($0) } ?? .failure
        }
    }

    private func name(of error: any Error, _ failures: [String: any Error]) -> String? {
        failures.filter { isSame($0.value, error) }.keys.sorted().first
    }
}

/// Errors are the same if they are equal, or, where they cannot be compared, look the same.
private func isSame(_ left: any Error, _ right: any Error) -> Bool {
    if let left = left as? any Equatable { return isEqual(left, right) }
    return type(of: left) == type(of: right) && "\(left)" == "\(right)"
}

private func isEqual<Value: Equatable>(_ left: Value, _ right: any Error) -> Bool { left == right as? Value }
