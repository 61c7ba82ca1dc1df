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
            MapBehavior { element in Attempt.of(element) { try transform(element) } }, kind: "splitFailures",
            fileID: fileID, line: line)
        return attempts.splitResults(fileID: fileID, line: line)
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
            AsyncMapBehavior { element in try await Attempt.of(element) { try await transform(element) } },
            concurrency: concurrency, ordered: ordered, kind: "splitFailures", fileID: fileID, line: line)
        return attempts.splitResults(fileID: fileID, line: line)
    }

    /// The results and the failures, each as a flow.
    @usableFromInline
    func splitResults<Input, Output>(
        fileID: String, line: Int
    ) -> (elements: Flow<Output>, failures: Flow<FailedElement<Input>>)
    where Element == OneOf<Output, FailedElement<Input>> {
        let flows = divided("splitFailures", ("elements", "failures"), SourceSite(fileID: fileID, line: line))
        return (flows.first, flows.second)
    }
}

/// What comes of one element: a result, or the element with its error.
@usableFromInline
enum Attempt {
    @inlinable
    static func of<Input, Output>(
        _ element: Input, _ body: () throws -> Output
    ) -> OneOf<Output, FailedElement<Input>> {
        do {
            return .first(try body())
        } catch {
            return .second(FailedElement(element: element, error: error))
        }
    }

    /// - Throws: what the body throws because its task was cancelled: that is no fault of the element.
    @inlinable
    nonisolated(nonsending) static func of<Input, Output>(
        _ element: Input, _ body: nonisolated(nonsending) () async throws -> Output
    ) async throws -> OneOf<Output, FailedElement<Input>> {
        do {
            return .first(try await body())
        } catch  where !Task.isCancelled {
            return .second(FailedElement(element: element, error: error))
        }
    }
}
