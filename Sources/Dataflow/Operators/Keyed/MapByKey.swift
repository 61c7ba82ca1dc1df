extension Flow {
    /// Turns each element into another with a closure that awaits: the elements of one key one after the other, those of
    /// different keys side by side.
    ///
    ///     let answers = commands.map(concurrency: 16, by: \.account) { command in try await perform(command) }
    ///
    /// It runs as a node that finds the keys and one that calls the closure.
    ///
    /// - **Emits:** one element for each one received: those of each key in their order, in all as they get ready, or in the
    ///   order of the elements.
    /// - **Backpressures:** when downstream does, and while `concurrency` elements are in work or `waiting` more wait: for
    ///   their key, or with their results for room or for their turn.
    /// - **Completes:** when upstream completes and the last result is sent.
    /// - **Fails:** when `transform` throws, at once, whatever runs beside it; when upstream fails, after the elements that
    ///   came before; see ``onFailure(_:fileID:line:)``. When `key` throws.
    ///
    /// - Parameters:
    ///   - concurrency: the most elements in work at once, from 1 to 65,536.
    ///   - waiting: how many more elements the operator may hold, from 0 to 1,048,576. With many, the elements of one busy
    ///     key hold up those of others for less.
    ///   - ordered: whether results keep the order of the elements; a slow one then holds back those behind it.
    ///   - key: gives an element's key; called once for each element, in order.
    ///   - transform: called once for each element, never twice at the same time for equal keys; cancelled when the operator
    ///     fails or ends early.
    @inlinable
    public func map<Key: Hashable & Sendable, Output: Sendable>(
        concurrency: Int, waiting: Int = 256, ordered: Bool = false,
        by key: @escaping @Sendable (Element) throws -> Key, fileID: String = #fileID, line: Int = #line,
        _ transform: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Output
    ) -> Flow<Output> {
        let site = SourceSite(fileID: fileID, line: line)
        // Keys with equal hash values wait for each other, which is rare and harmless.
        let elements = self.transform(
            MapBehavior { HashedElement(element: $0, hash: try key($0).hashValue) }, "map.key", site, problem: nil)
        let problem =
            Limits.problem(concurrency: concurrency)
            ?? (waiting == 0
                ? nil : Limits.capacity.problem(waiting, "a waiting: of \(waiting)", tooSmall: "is less than none"))
        return Flow<Output>("map", site, inputs: [elements.erased], role: .recoverable, problem: problem) {
            Node.running(
                AsyncKernel(
                    { AsyncMapBehavior<HashedElement<Element>, Output> { try await transform($0.element) } },
                    concurrency: concurrency, waiting: waiting, isOrdered: ordered,
                    keys: KeyQueue { $0.hash }, $0))
        }
    }
}

/// An element with the hash value of its key, which is found outside of any lock.
@usableFromInline
struct HashedElement<Element: Sendable>: Sendable {
    @usableFromInline let element: Element
    @usableFromInline let hash: Int

    @inlinable
    init(element: Element, hash: Int) {
        self.element = element
        self.hash = hash
    }
}
