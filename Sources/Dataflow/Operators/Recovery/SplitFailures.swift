/// An element for which a closure threw, with the error.
public struct FailedElement<Element: Sendable>: Sendable {
    /// The element that the closure got.
    public let element: Element
    /// What it threw.
    public let error: any Error

    @usableFromInline
    init(element: Element, error: any Error) {
        self.element = element
        self.error = error
    }
}

extension Flow {
    /// Turns each element into another, and keeps those for which that fails as a second flow, with their errors.
    ///
    ///     let (orders, rejected) = lines.splitFailures { try Order($0) }
    ///
    /// It runs as a node that calls the closure, one that divides the results, and one for each flow.
    ///
    /// - **Emits:** on the first flow what `transform` gives, on the second one each element for which it throws; in
    ///   order on each.
    /// - **Backpressures:** when the next element's flow does; the elements behind it wait too.
    /// - **Completes:** both flows, when upstream completes; when nobody wants a flow any more, its elements are dropped
    ///   and counted.
    /// - **Fails:** both flows, when upstream fails.
    ///
    /// - Parameter transform: called once for each element, in order, never twice at the same time.
    /// - Returns: two flows; each must be consumed in a graph that consumes the other.
    @inlinable
    public func splitFailures<Output: Sendable>(
        fileID: String = #fileID, line: Int = #line, _ transform: @escaping @Sendable (Element) throws -> Output
    ) -> (elements: Flow<Output>, failures: Flow<FailedElement<Element>>) {
        let attempts = self.transform(
            MapBehavior { element in Attempted.of(element) { try transform(element) } }, kind: "splitFailures",
            fileID: fileID, line: line)
        return attempts.divided(fileID: fileID, line: line)
    }

    /// Turns each element into another with a closure that awaits, several at a time if wanted, and keeps those for which
    /// that fails as a second flow, with their errors.
    ///
    /// - **Emits:** on the first flow what `transform` gives, on the second one each element for which it throws: in
    ///   their order on each, or as they get ready.
    /// - **Backpressures:** when the next element's flow does, and while `concurrency` elements are in work or wait for
    ///   their turn.
    /// - **Completes:** both flows, when upstream completes and the last result is sent; when nobody wants a flow any
    ///   more, its elements are dropped and counted.
    /// - **Fails:** both flows, when upstream fails, or a closure throws because its task was cancelled.
    ///
    /// - Parameters:
    ///   - concurrency: the most elements in work at once, from 1 to 65,536.
    ///   - ordered: whether results keep the order of the elements; a slow one then holds back those behind it.
    ///   - transform: called once for each element; with a `concurrency` above 1, calls overlap, in no particular order.
    /// - Returns: two flows; each must be consumed in a graph that consumes the other.
    @inlinable
    public func splitFailures<Output: Sendable>(
        concurrency: Int = 1, ordered: Bool = true, fileID: String = #fileID, line: Int = #line,
        _ transform: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Output
    ) -> (elements: Flow<Output>, failures: Flow<FailedElement<Element>>) {
        let attempts = self.transform(
            AsyncMapBehavior { element in try await Attempted.of(element) { try await transform(element) } },
            concurrency: concurrency, ordered: ordered, kind: "splitFailures", fileID: fileID, line: line)
        return attempts.divided(fileID: fileID, line: line)
    }

    /// The results and the failures, each as a flow.
    @usableFromInline
    func divided<Input, Output>(
        fileID: String, line: Int
    ) -> (elements: Flow<Output>, failures: Flow<FailedElement<Input>>) where Element == Attempted<Input, Output> {
        let parts = fanOut(
            into: 2, AttemptRoutes<Input, Output>(), kind: "splitFailures.route", fileID: fileID, line: line)
        let results = CompactMapBehavior<Element, Output> { if case .result(let output) = $0 { output } else { nil } }
        let failures = CompactMapBehavior<Element, FailedElement<Input>> {
            if case .failure(let failure) = $0 { failure } else { nil }
        }
        return (
            parts[0].transform(results, kind: "splitFailures.elements", fileID: fileID, line: line),
            parts[1].transform(failures, kind: "splitFailures.failures", fileID: fileID, line: line)
        )
    }
}

/// What came of one element.
@usableFromInline
enum Attempted<Input: Sendable, Output: Sendable>: Sendable {
    case result(Output)
    case failure(FailedElement<Input>)

    @inlinable
    static func of(_ element: Input, _ body: () throws -> Output) -> Attempted {
        do {
            return .result(try body())
        } catch {
            return .failure(FailedElement(element: element, error: error))
        }
    }

    /// - Throws: what the body throws because its task was cancelled: that is no fault of the element.
    @inlinable
    nonisolated(nonsending) static func of(
        _ element: Input, _ body: nonisolated(nonsending) () async throws -> Output
    ) async throws -> Attempted {
        do {
            return .result(try await body())
        } catch  where !Task.isCancelled {
            return .failure(FailedElement(element: element, error: error))
        }
    }
}

@usableFromInline
struct AttemptRoutes<Input: Sendable, Output: Sendable>: FanOutBehavior, Sendable {
    @inlinable
    init() {}

    @inlinable
    mutating func route(_ element: Attempted<Input, Output>) -> Route {
        if case .result = element { .output(0) } else { .output(1) }
    }
}
