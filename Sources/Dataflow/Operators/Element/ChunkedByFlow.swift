extension Flow {
    /// Collects elements into arrays; each element of another flow closes one.
    ///
    /// - **Emits:** the elements since the last array, in order, when the other flow gives an element, and the rest at
    ///   the end; never an empty array. An element that came before such a mark is in the array that the mark closes.
    /// - **Backpressures:** when downstream does; the other flow waits too.
    /// - **Completes:** when this flow completes and the rest is sent. It goes on when the other flow completes.
    /// - **Fails:** when either flow fails, after the rest; the other one is cancelled.
    ///
    /// - Parameter other: the flow whose elements are marks. Between two marks the operator holds all elements, in
    ///   memory that grows with them; ``chunks(of:or:fileID:line:)`` sets a limit.
    @inlinable
    public func chunked<Other: Sendable>(
        by other: Flow<Other>, fileID: String = #fileID, line: Int = #line
    ) -> Flow<[Element]> {
        fanIn(self, other, ChunkedByFlowBehavior(size: .max), kind: "chunked", fileID: fileID, line: line)
    }

    /// Collects elements into arrays; an array closes when it is full, or when another flow gives an element.
    ///
    /// - **Emits:** the elements since the last array, in order, when there are `count` of them or the other flow gives
    ///   an element, and the rest at the end; never an empty array. An element that came before such a mark is in the
    ///   array that the mark closes.
    /// - **Backpressures:** when downstream does; the other flow waits too.
    /// - **Completes:** when this flow completes and the rest is sent. It goes on when the other flow completes.
    /// - **Fails:** when either flow fails, after the rest; the other one is cancelled.
    ///
    /// - Parameters:
    ///   - count: at least 1, without an upper limit. The operator holds up to this many elements beyond its mailboxes.
    ///   - other: the flow whose elements are marks.
    @inlinable
    public func chunks<Other: Sendable>(
        of count: Int, or other: Flow<Other>, fileID: String = #fileID, line: Int = #line
    ) -> Flow<[Element]> {
        fanIn(
            self, other, ChunkedByFlowBehavior(size: count), "chunks", SourceSite(fileID: fileID, line: line),
            problem: count < 1 ? "an array of \(count) elements would never be full." : nil)
    }
}

@usableFromInline
struct ChunkedByFlowBehavior<Left: Sendable, Right: Sendable>: PairBehavior, Sendable {
    @inlinable
    static var isPrompt: Bool { true }

    @usableFromInline let size: Int
    @usableFromInline var elements: [Left] = []

    @inlinable
    init(size: Int) {
        self.size = size
    }

    @inlinable
    var choice: PairChoice { .leftFirst }

    @inlinable
    mutating func receive(left element: Left) -> Emission<[Left]> {
        elements.append(element)
        return elements.count < size ? .nothing : flush()
    }

    @inlinable
    mutating func receive(right element: Right) -> Emission<[Left]> { flush() }

    @inlinable
    mutating func leftFinished() -> Emission<[Left]> {
        if elements.isEmpty { return .finish }
        return .emitLast(elements)
    }

    @inlinable
    mutating func inputFailed(_ error: any Error) -> Emission<[Left]> { flush() }

    @inlinable
    mutating func flush() -> Emission<[Left]> {
        if elements.isEmpty { return .nothing }
        defer { elements = [] }
        return .emit(elements)
    }
}
