import Dataflow

/// A sink that a test controls: it takes only as many elements as the test requests, and reports them in order.
///
///     try await numbers.map { $0 * 2 }.test { sink in
///         sink.request(2)
///         try await sink.expect(2, 4)
///         try await sink.expectNothing()      // nobody asked for a third
///         sink.cancel()
///     }
///
/// Elements that arrive are kept until an expectation takes them; each expectation takes the next ones. For a graph
/// with several sinks, put ``sink(_:fileID:line:)`` into it. A test sink serves one run.
public final class TestSink<Element: Sendable>: Sendable {
    let handoff: SinkHandoff<Element>

    /// Makes a sink that has requested nothing yet.
    public convenience init() { self.init(endsRun: true) }

    init(endsRun: Bool) { handoff = SinkHandoff(endsRun: endsRun) }

    /// The sink for a graph; its value is the number of elements that it took.
    public func sink(_ flow: Flow<Element>, fileID: String = #fileID, line: Int = #line) -> Sink<Int> {
        let handoff = handoff
        let value = Flow<Int>("test sink", SourceSite(fileID: fileID, line: line), inputs: [flow.erased]) {
            Node.running(TestSinkKernel(handoff, $0))
        }
        return Sink(value)
    }

    /// How many elements have arrived so far.
    public var received: Int { handoff.state.value.received }

    /// Requests more elements; the sink takes them as they come.
    ///
    /// - Parameter count: how many more, at least 1.
    public func request(_ count: Int) {
        precondition(count > 0, "a request for \(count) elements asks for nothing")
        handoff.act { $0.demand += min(count, .max - $0.demand) }
    }

    /// Requests all elements that will ever come.
    public func requestAll() { request(.max) }

    /// Cancels: the sink wants no more elements.
    ///
    /// - Parameter cause: the cause that upstream hears. With ``CancellationCause/finished`` the sink completes. With
    ///   ``CancellationCause/failed(_:)`` the sink fails, and so does the run; `Flow.test` does not throw that error
    ///   again.
    public func cancel(_ cause: CancellationCause = .finished) {
        handoff.act { if $0.cancellation == nil { $0.cancellation = cause } }
    }
}

extension TestSink {
    /// Waits for the next element, which must have been requested.
    ///
    /// - Throws: ``ExpectationFailure`` if the flow ends before, or no element comes within ``Patience/limit``.
    public func next(fileID: String = #fileID, line: Int = #line) async throws -> Element {
        try await take(1, SourceSite(fileID: fileID, line: line))[0]
    }

    /// Expects that these elements are the next, in this order; they must have been requested.
    ///
    /// - Throws: ``ExpectationFailure`` if other elements come, the flow ends before, or they do not come within
    ///   ``Patience/limit``.
    public func expect(_ elements: Element..., fileID: String = #fileID, line: Int = #line) async throws
    where Element: Equatable {
        let site = SourceSite(fileID: fileID, line: line)
        let taken = try await take(elements.count, site)
        if taken != elements { throw ExpectationFailure("expected \(elements), got \(taken).", site) }
    }

    /// Expects that nothing else happens: no element and no end, until the test does something.
    ///
    /// It waits until the run is at rest, so no node can have sent anything more. It cannot know of later external
    /// events: an element that someone sends to an inlet, or a timer of a clock that runs by itself. It waits while a
    /// closure awaits something.
    /// - Throws: ``ExpectationFailure`` if something did happen, or the run does not come to rest within
    ///   ``Patience/limit``.
    public func expectNothing(fileID: String = #fileID, line: Int = #line) async throws {
        let site = SourceSite(fileID: fileID, line: line)
        let started = try await handoff.state.wait(for: "the run to start", site) {
            $0.node.rest != nil || $0.end != nil
        }
        try await started.node.rest?.reached(site)
        let state = handoff.state.value
        if let first = state.elements.first { throw ExpectationFailure("expected nothing, got \(first).", site) }
        if let end = state.end { throw ExpectationFailure("expected nothing, but the flow \(end).", site) }
    }

    /// Expects that the flow has completed, without an unexpected element.
    ///
    /// - Throws: ``ExpectationFailure``.
    public func expectCompletion(fileID: String = #fileID, line: Int = #line) async throws {
        let site = SourceSite(fileID: fileID, line: line)
        let end = try await end(expecting: "completion", site)
        guard case .completed = end else { throw ExpectationFailure("expected completion, but the flow \(end).", site) }
    }

    /// Expects that the flow has failed, without an unexpected element.
    ///
    /// - Returns: the failure, with the node in which it began.
    /// - Throws: ``ExpectationFailure``.
    @discardableResult
    public func expectFailure(fileID: String = #fileID, line: Int = #line) async throws -> NodeFailure {
        let site = SourceSite(fileID: fileID, line: line)
        let end = try await end(expecting: "a failure", site)
        guard case .failed(let failure) = end else {
            throw ExpectationFailure("expected a failure, but the flow \(end).", site)
        }
        handoff.state.update { $0.hasMetFailure = true }
        return failure
    }

    /// Expects that the flow has failed with this error.
    ///
    /// - Throws: ``ExpectationFailure``.
    public func expectFailure<Failure: Error & Equatable>(
        _ error: Failure, fileID: String = #fileID, line: Int = #line
    ) async throws {
        let failure = try await expectFailure(fileID: fileID, line: line)
        if failure.error as? Failure == error { return }
        throw ExpectationFailure(
            "expected the failure \(error), got \(failure.error) of \"\(failure.node)\".",
            SourceSite(fileID: fileID, line: line))
    }

    /// Expects that the run was cancelled before the flow had ended.
    ///
    /// - Throws: ``ExpectationFailure``.
    public func expectCancellation(fileID: String = #fileID, line: Int = #line) async throws {
        let site = SourceSite(fileID: fileID, line: line)
        let end = try await end(expecting: "the run's cancellation", site)
        guard case .cancelled = end else {
            throw ExpectationFailure("expected the run's cancellation, but the flow \(end).", site)
        }
    }

    private func take(_ count: Int, _ site: SourceSite) async throws -> [Element] {
        let asked = handoff.state.value
        let coming = asked.elements.count + (asked.end == nil ? min(asked.demand, .max - asked.elements.count) : 0)
        if asked.end == nil, coming < count {
            throw ExpectationFailure(
                "expected \(count) elements, but only \(coming) were asked for: request more.", site)
        }
        let state = try await handoff.state.wait(for: "\(count) elements", site) {
            $0.elements.count >= count || $0.end != nil
        }
        guard state.elements.count >= count else {
            let got = state.elements
            throw ExpectationFailure("expected \(count) elements, got \(got), then the flow \(state.end!).", site)
        }
        return handoff.state.update { state in
            defer { state.elements.removeFirst(count) }
            return Array(state.elements.prefix(count))
        }
    }

    private func end(expecting what: String, _ site: SourceSite) async throws -> SinkHandoff<Element>.End {
        let state = try await handoff.state.wait(for: what, site) { !$0.elements.isEmpty || $0.end != nil }
        if let first = state.elements.first { throw ExpectationFailure("expected \(what), got \(first).", site) }
        return state.end!
    }
}
