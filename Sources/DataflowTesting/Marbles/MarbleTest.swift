import Dataflow

/// An operator between sources that follow diagrams and a sink that draws one.
struct MarbleTest<Input: Sendable, Output: Sendable> {
    let sources: [MarbleDiagram]
    let expected: MarbleDiagram
    let values: @Sendable (String) -> Input?
    var alphabet: MarbleAlphabet<Output>
    let failure: any Error
    var order = MarbleOrder.exact
    /// How many frames are watched behind the longest diagram.
    var tail = 0
    let site: SourceSite

    /// Runs the operator and compares the diagrams.
    ///
    /// - Throws: ``ExpectationFailure`` with both diagrams if they differ; otherwise the error that the run throws.
    mutating func check(
        _ driver: MarbleDriver, _ operation: ([Flow<Input>]) throws -> Flow<Output>
    ) async throws {
        try checkSources()
        let (got, error) = try await play(driver, operation)
        let comparison = MarbleComparison(expected: expected, got: got, order: order)
        if !comparison.isEqual {
            throw ExpectationFailure(comparison.message("source", sources, alphabet, error), site)
        }
    }

    private func checkSources() throws {
        for source in sources {
            if source.events.contains(.cancellation) {
                throw ExpectationFailure(
                    "\"!\" in \(source): a source does not cancel; write it where you expect.", site)
            }
            for case .element(let name) in source.events where values(name) == nil {
                throw ExpectationFailure("\"\(name)\" in \(source) has no value.", site)
            }
        }
    }

    /// The operator's output as a diagram, and the error with which the flow failed.
    private mutating func play(
        _ driver: MarbleDriver, _ operation: ([Flow<Input>]) throws -> Flow<Output>
    ) async throws -> (got: MarbleDiagram, error: (any Error)?) {
        let inputs = sources.map { _ in TestSource<Input>(capacity: defaultMailboxCapacity) }
        let output = try operation(inputs.map(\.flow))
        let sink = TestSink<Output>()
        sink.requestAll()
        var got = MarbleDiagram(frames: [])
        let count = (sources + [expected]).map(\.future.count).max() ?? 0
        do {
            try await driver.run(Graph("marbles") { sink.sink(output) }, frames: count + tail) { frame, rest in
                for (input, source) in zip(inputs, sources) where source.frames.indices.contains(source.start + frame) {
                    for event in source.frames[source.start + frame] { play(event, input) }
                    try await rest()
                }
            } look: { frame, rest in
                var events = take(from: sink)
                if expects(.cancellation, in: frame), !got.hasEnd, events.last?.isEnd != true {
                    sink.cancel()
                    try await rest()
                    events += take(from: sink)
                }
                if !got.hasEnd { got.frames.append(events) }
            }
        } catch let error as GraphError where got.hasEnd {
            return (got, error.underlying)
        }
        return (got, nil)
    }

    private func play(_ event: MarbleDiagram.Event, _ input: TestSource<Input>) {
        switch event {
        case .element(let name): input.handoff.queue([values(name)!])
        case .completion: input.finish()
        case .failure, .error: input.fail(failure)
        case .cancellation: break
        }
    }

    private func expects(_ event: MarbleDiagram.Event, in frame: Int) -> Bool {
        expected.frames.indices.contains(frame) && expected.frames[frame].contains(event)
    }

    /// The events since the last frame.
    private mutating func take(from sink: TestSink<Output>) -> [MarbleDiagram.Event] {
        let (elements, end) = sink.handoff.takeNews()
        var events = elements.map { MarbleDiagram.Event.element(alphabet.name(for: $0)) }
        switch end {
        case .completed?: events.append(.completion)
        case .failed?: events.append(.failure)
        case .left?: events.append(.cancellation)
        case .cancelled?, nil: break
        }
        return events
    }
}

extension SinkHandoff {
    /// The elements that no expectation has taken yet; the end only once.
    func takeNews() -> (elements: [Element], end: End?) {
        state.update { state in
            defer {
                state.elements = []
                state.isEndTaken = state.end != nil
            }
            return (state.elements, state.isEndTaken ? nil : state.end)
        }
    }
}
