import Dataflow

/// A source that sends when the test says so, and knows how the run let go of it.
package final class HandSource<Element: Sendable>: Sendable {
    private let inlet: Inlet<Element>

    package init(capacity: Int = 64) {
        inlet = Inlet(capacity: capacity)
    }

    package func flow(fileID: String = #fileID, line: Int = #line) -> Flow<Element> {
        Flow(inlet, fileID: fileID, line: line)
    }

    package func send(_ element: Element) async throws { try await inlet.send(element) }
    /// What the inlet answers: room, no room, or closed.
    package func offer(_ element: Element) -> InletAnswer { inlet.trySend(element) }
    package func finish() { inlet.finish() }
    package func fail(_ error: any Error) { inlet.fail(error) }

    /// Why the run wants no more; nil while it does. Offers `element` to find out.
    package func cause(offering element: Element) -> CancellationCause? {
        if case .closed(let closed) = inlet.trySend(element), case .runEnded(let cause) = closed.reason { return cause }
        return nil
    }
}

/// A source that has its elements ready, counts what is asked for and how often it was closed.
package struct CountingSource<Output: Sendable>: SourceBehavior {
    package let probe: SourceProbe
    private let limit: Int
    private let failure: (any Error)?
    private let make: @Sendable (Int) -> Output
    private var produced = 0

    /// - Parameters:
    ///   - limit: how many elements there are.
    ///   - failure: thrown after the last one, instead of completing.
    package init(
        _ limit: Int = .max, probe: SourceProbe = SourceProbe(), failure: (any Error)? = nil,
        make: @escaping @Sendable (Int) -> Output
    ) {
        self.limit = limit
        self.probe = probe
        self.failure = failure
        self.make = make
    }

    package mutating func next() throws -> Output? {
        if produced == limit {
            if let failure { throw failure }
            return nil
        }
        defer { produced += 1 }
        probe.onPull(probe.pulls.add())
        return make(produced)
    }

    package mutating func close() { probe.closes.add() }
}

extension CountingSource where Output == Int {
    package init(_ limit: Int = .max, probe: SourceProbe = SourceProbe(), failure: (any Error)? = nil) {
        self.init(limit, probe: probe, failure: failure) { $0 }
    }
}

/// What a ``CountingSource`` met.
package final class SourceProbe: Sendable {
    /// How many elements were asked for.
    package let pulls = Counter()
    /// How often the source was closed.
    package let closes = Counter()
    /// Called with how many there were, this one with them.
    fileprivate let onPull: @Sendable (Int) -> Void

    package init(onPull: @escaping @Sendable (Int) -> Void = { _ in }) {
        self.onPull = onPull
    }
}

/// An error that tells which it is.
package struct Boom: Error, Equatable {
    package let name: String
    package init(_ name: String = "boom") { self.name = name }
}
