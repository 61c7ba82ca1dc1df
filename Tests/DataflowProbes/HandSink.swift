import Dataflow

/// A sink that takes as many elements as the test lets it take; the next one it holds in its hand.
package final class HandSink<Element: Sendable>: Sendable {
    private let valve = Valve()
    private let taken = Recorder<Element>()
    private let ends = Counter()

    package init() {}

    /// The sink; its value is how many elements it took.
    package func sink(_ flow: Flow<Element>, fileID: String = #fileID, line: Int = #line) -> Sink<Int> {
        flow.sink(HandSinkBehavior(probe: self), kind: "hand", fileID: fileID, line: line)
    }

    /// Lets `count` more elements in.
    package func pull(_ count: Int) { valve.open(count) }
    package func pullAll() { valve.openForGood() }

    package var elements: [Element] { taken.elements }
    /// How often it was told that the flow has completed.
    package var completions: Int { ends.value }
    /// Whether it holds an element that the test has not let in.
    package var isHolding: Bool { valve.waiting > 0 }

    /// Lets go of what it took.
    package func forget() { taken.forget() }

    /// Waits until it has taken this many in all.
    package func taken(_ count: Int) async { await settle { self.taken.count >= count } }

    fileprivate func receive(_ element: Element) async throws {
        try await valve.pass()
        taken.record(element)
    }

    fileprivate func finish() -> Int {
        ends.add()
        return taken.count
    }
}

private struct HandSinkBehavior<Element: Sendable>: AsyncBehavior {
    let probe: HandSink<Element>

    mutating func receive(_ element: Element) async throws -> SingleEmission<Int> {
        try await probe.receive(element)
        return .nothing
    }

    mutating func finish() async throws -> SingleEmission<Int> { .emit(probe.finish()) }
}
