import Dataflow

/// A source that a test controls: it sends elements when the test says so, and reports how much room downstream has and
/// why downstream wants no more.
///
///     let source = TestSource<Int>()
///     try await source.flow.map { $0 * 2 }.test { sink in
///         sink.request(1)
///         try await source.expectDemand(1)
///         try await source.send(3)
///         try await sink.expect(6)
///         source.finish()
///         try await sink.expectCompletion()
///     }
///
/// A test source feeds one run.
public final class TestSource<Element: Sendable>: Sendable {
    /// The flow of the elements that the source sends.
    public let flow: Flow<Element>
    let handoff: SourceHandoff<Element>

    /// Makes a source that has sent nothing yet.
    ///
    /// - Parameter capacity: how many elements the mailbox behind it holds, at least 1; with 1, demand is as exact as
    ///   possible.
    public init(capacity: Int = 1, fileID: String = #fileID, line: Int = #line) {
        let handoff = SourceHandoff<Element>()
        self.handoff = handoff
        let source = Flow<Element>("test source", SourceSite(fileID: fileID, line: line), role: .inlet(handoff)) {
            Node.running(TestSourceKernel(handoff, $0))
        }
        flow = source.capacity(capacity, fileID: fileID, line: line)
    }

    /// Sends elements, and waits until the mailbox has accepted them all.
    ///
    /// - Throws: ``ExpectationFailure`` if downstream wants no more, the source has ended, or there is no room within
    ///   ``Patience/limit``.
    public func send(_ elements: Element..., fileID: String = #fileID, line: Int = #line) async throws {
        let site = SourceSite(fileID: fileID, line: line)
        let target = handoff.queue(elements)
        let state = try await handoff.state.wait(for: "room for \(elements)", site) {
            $0.sent >= target || $0.cause != nil || $0.hasEnded
        }
        if state.sent >= target { return }
        let why = state.cause.map { "downstream wants no more (\($0))" } ?? "the source has ended"
        throw ExpectationFailure("cannot send \(elements): \(why).", site)
    }

    /// Completes the flow, behind the elements sent before.
    public func finish() {
        handoff.close(.finished)
    }

    /// Fails the flow with `error`, behind the elements sent before.
    public func fail(_ error: any Error) {
        handoff.close(.failed(error))
    }
}

extension TestSource {
    /// Waits until downstream has room for this many elements.
    ///
    /// - Parameter count: at least 1, and at most the capacity of the mailbox behind the source.
    /// - Throws: ``ExpectationFailure`` if downstream wants no more, or has no such room within ``Patience/limit``.
    public func expectDemand(_ count: Int = 1, fileID: String = #fileID, line: Int = #line) async throws {
        let site = SourceSite(fileID: fileID, line: line)
        defer { handoff.state.update { $0.wanted = 0 } }
        handoff.act {
            $0.wanted = count
            $0.room = 0
        }
        let state = try await handoff.state.wait(for: "demand for \(count) elements", site) {
            $0.room >= count || $0.cause != nil || $0.hasEnded || ($0.capacity ?? .max) < count
        }
        if let capacity = state.capacity, capacity < count {
            throw ExpectationFailure(
                "demand for \(count) elements cannot come: the mailbox holds \(capacity); give it more capacity.", site)
        }
        if state.room >= count { return }
        let why = state.cause.map { "it wants no more (\($0))" } ?? "the source has ended"
        throw ExpectationFailure("expected demand for \(count) elements from downstream, but \(why).", site)
    }

    /// Expects that downstream has no room for another element, once the run is at rest.
    ///
    /// - Throws: ``ExpectationFailure`` if there is room, or the run does not come to rest within ``Patience/limit``.
    public func expectNoDemand(fileID: String = #fileID, line: Int = #line) async throws {
        let site = SourceSite(fileID: fileID, line: line)
        let rest = try await handoff.state.wait(for: "the run to start", site) { $0.node.rest != nil }.node.rest
        try await rest?.reached(site)
        let room = handoff.state.value.node.cell == nil ? 0 : handoff.state.value.demand()
        if room > 0 { throw ExpectationFailure("expected no demand, but there is room for \(room) elements.", site) }
    }

    /// Waits until downstream wants no more, or the run ends.
    ///
    /// - Returns: why.
    /// - Throws: ``ExpectationFailure`` if the source completes or fails first, or nothing happens within
    ///   ``Patience/limit``.
    @discardableResult
    public func expectCancellation(fileID: String = #fileID, line: Int = #line) async throws -> CancellationCause {
        let site = SourceSite(fileID: fileID, line: line)
        let state = try await handoff.state.wait(for: "a cancellation", site) { $0.cause != nil || $0.hasEnded }
        if let cause = state.cause { return cause }
        throw ExpectationFailure("expected a cancellation, but the source had ended before.", site)
    }
}
