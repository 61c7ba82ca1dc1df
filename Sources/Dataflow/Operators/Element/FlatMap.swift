extension Flow {
    /// Turns each element into a sequence and emits the elements of all of them, one sequence after the other.
    ///
    /// - **Emits:** the elements of each sequence, in order, as there is room; a sequence may be infinite.
    /// - **Backpressures:** when downstream does; a sequence is iterated only as far as there is room.
    /// - **Completes:** when upstream completes and the last sequence is emitted.
    /// - **Fails:** when upstream fails or `transform` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter transform: called once for each element, in order, never twice at the same time.
    @inlinable
    public func flatMap<Elements: Sequence & SendableMetatype>(
        fileID: String = #fileID,
        line: Int = #line,
        _ transform: @escaping @Sendable (Element) throws -> Elements
    ) -> Flow<Elements.Element> where Elements.Element: Sendable {
        Flow<Elements.Element>(
            "flatMap", SourceSite(fileID: fileID, line: line), inputs: [erased], role: .recoverable
        ) { Node.running(TransformKernel(.factory { FlatMapBehavior(transform: transform) }, $0)) }
    }

    /// Turns each element into a sequence with a closure that awaits and emits the elements of all of them.
    ///
    /// It runs as two nodes: one awaits `transform`, the next one iterates; the mailbox between them holds one sequence.
    ///
    /// - **Emits:** the elements of each sequence, in order, as there is room.
    /// - **Backpressures:** when downstream does, and while `concurrency` elements are in work or wait for their turn.
    /// - **Completes:** when upstream completes and the last sequence is emitted.
    /// - **Fails:** when upstream fails or `transform` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - concurrency: the most elements in work at once, from 1 to 65,536.
    ///   - transform: called once for each element; with a `concurrency` above 1, calls overlap, in no particular order;
    ///     cancelled when the operator fails or ends early.
    @inlinable
    public func flatMap<Elements: Sequence & Sendable>(
        concurrency: Int = 1,
        fileID: String = #fileID,
        line: Int = #line,
        _ transform: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Elements
    ) -> Flow<Elements.Element> where Elements.Element: Sendable {
        let sequences = self.transform(
            AsyncMapBehavior(transform: transform),
            concurrency: concurrency,
            kind: "flatMap",
            fileID: fileID,
            line: line
        )
        let site = SourceSite(fileID: fileID, line: line)
        let input = sequences.capacity(1, fileID: fileID, line: line).erased
        return Flow<Elements.Element>("flatMap.elements", site, inputs: [input], role: .secondary) {
            Node.running(TransformKernel(.factory { FlatMapBehavior<Elements, Elements> { $0 } }, $0))
        }
    }
}

@usableFromInline
struct FlatMapBehavior<Input: Sendable, Elements: Sequence>: TransformBehavior where Elements.Element: Sendable {
    @usableFromInline var iterator: Elements.Iterator?
    @usableFromInline let transform: @Sendable (Input) throws -> Elements

    @inlinable
    init(transform: @escaping @Sendable (Input) throws -> Elements) {
        self.transform = transform
    }

    @inlinable
    mutating func receive(_ element: Input) throws -> Emission<Elements.Element> {
        iterator = try transform(element).makeIterator()
        return .several
    }

    @inlinable
    mutating func next() -> Elements.Element? {
        if let element = iterator?.next() { return element }
        iterator = nil
        return nil
    }
}
