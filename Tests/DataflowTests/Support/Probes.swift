import Dataflow
import Testing

/// What tests throw; the number tells which of them it was.
struct TestFailure: Error, Equatable {
    var number = 0
}

/// A source that tells what is done with it: it gives its elements, then fails or completes.
struct ProbeSource: SourceBehavior {
    enum Event: Equatable {
        case pulled(Int)
        case closed
    }

    private var position: Int
    private let end: Int
    private let failure: TestFailure?
    private let log: Recorder<Event>

    init(_ elements: Range<Int> = 0..<Int.max, failing failure: TestFailure? = nil, log: Recorder<Event> = Recorder()) {
        position = elements.lowerBound
        end = elements.upperBound
        self.failure = failure
        self.log = log
    }

    mutating func next() throws -> Int? {
        if position < end {
            log.record(.pulled(position))
            defer { position += 1 }
            return position
        }
        if let failure { throw failure }
        return nil
    }

    mutating func close() {
        log.record(.closed)
    }
}

extension Recorder<ProbeSource.Event> {
    var pulls: Int { elements.count { $0 != .closed } }
    var closings: Int { elements.count { $0 == .closed } }
}

/// Runs a graph to its end; gives its value and what its nodes and mailboxes had counted then.
func runToEnd<Value>(
    _ graph: Graph<Value>,
    clock: any Clock<Duration> = ContinuousClock()
) async throws -> (value: Value, snapshot: GraphSnapshot) {
    try await graph.run(clock: clock) { run in
        let value = try await run.value
        return (value, run.snapshot())
    }
}

extension GraphSnapshot {
    subscript(name: String) -> Node? { nodes.first { $0.name == name } }

    /// On every edge, accepted = delivered + discarded, after the run.
    var isConserved: Bool { edges.allSatisfy { $0.isBalanced && ($0.held == 0 || $0.to == nil) } }
}

/// The problems that a graph of this sink has.
func problems<Value>(of sink: Sink<Value>) -> [String] {
    Graph { sink }.findings().map(\.problem)
}

/// The same element, after others had their turn.
func handedBack<Element: Sendable>(_ element: Element) async -> Element {
    await Task.yield()
    return element
}
