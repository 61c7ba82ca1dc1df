import Dataflow

/// An output of a board, whatever its elements are.
protocol MarbleWatcher {
    /// How many frames it wants to see.
    var length: Int { get }
    /// The sink for the graph.
    var sink: Sink<Int> { get }
    /// Asks for what the consumer wants in this frame.
    func ask(in frame: Int)
    /// Whether the consumer leaves at the end of this frame.
    func leaves(in frame: Int) -> Bool
    func leave()
    /// Takes what came since the last time.
    func take()
    /// Ends a frame.
    func finish()
    /// What differs, once the run is over; nil if nothing does.
    func problem(_ inputs: [MarbleDiagram]) -> String?
}

/// An output of a board: its sink, what came out, and what should have.
final class MarbleOutput<Value: Sendable>: MarbleWatcher {
    struct Expectation {
        let diagram: MarbleDiagram
        let order: MarbleOrder
        let failures: [String: any Error]
        let alphabet: MarbleAlphabet<Value>
    }

    let record = MarbleRecord<Value>()
    let sink: Sink<Int>
    private let probe = TestSink<Value>(endsRun: false)
    private let demand: MarbleDemand
    private let expectation: Expectation?
    private var news: [MarbleRecord<Value>.Event] = []

    init(_ flow: Flow<Value>, _ demand: MarbleDemand, _ expectation: Expectation?, _ site: SourceSite) {
        (self.demand, self.expectation) = (demand, expectation)
        sink = probe.sink(flow, fileID: site.fileID, line: site.line)
    }

    var length: Int { max(expectation?.diagram.future.count ?? 0, demand.requests.count) }

    func ask(in frame: Int) {
        guard demand.requests.indices.contains(frame), demand.requests[frame] > 0 else { return }
        probe.request(demand.requests[frame])
    }

    func leaves(in frame: Int) -> Bool {
        guard let frames = expectation?.diagram.future, !record.hasEnded, news.last?.isEnd != true else { return false }
        return frames.dropFirst(frame).first?.contains(.cancellation) == true
    }

    func leave() { probe.cancel() }

    func take() {
        let (elements, end) = probe.handoff.takeNews()
        news += elements.map { .element($0) }
        switch end {
        case .completed?: news.append(.completion)
        case .failed(let failure)?: news.append(.failure(failure.error))
        case .left?: news.append(.cancellation)
        case .cancelled?, nil: break
        }
    }

    func finish() {
        record.add(news)
        news = []
    }

    func problem(_ inputs: [MarbleDiagram]) -> String? {
        guard let expectation else { return nil }
        var alphabet = expectation.alphabet
        // Where the test tells no errors apart, `#` is any.
        let tells = expectation.diagram.events.contains { if case .error = $0 { true } else { false } }
        let comparison = MarbleComparison(
            expected: MarbleDiagram(frames: Array(expectation.diagram.future)),
            got: record.draw(&alphabet, tells ? expectation.failures : [:]), order: expectation.order)
        let error: (any Error)? = if case .failure(let error)? = record.frames.last?.last { error } else { nil }
        return comparison.isEqual ? nil : comparison.message("inputs", inputs, alphabet, error)
    }
}
