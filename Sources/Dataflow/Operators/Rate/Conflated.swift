extension Flow {
    /// Combines the elements that come while downstream is busy into one, so that nothing is lost and nobody waits.
    ///
    ///     clicks.conflated { $0 + $1 }
    ///
    /// - **Emits:** when downstream asks, what has come since it asked last, combined in order.
    /// - **Backpressures:** never.
    /// - **Completes:** when upstream completes and what has come is sent.
    /// - **Fails:** when upstream fails and what has come is sent. When `combine` throws; then what it had combined is
    ///   lost, and with `.onFailure(.skip)` only the element.
    ///
    /// - Parameter combine: gets what has come so far, and the next element; called in order, never twice at the same
    ///   time.
    @inlinable
    public func conflated(
        fileID: String = #fileID,
        line: Int = #line,
        _ combine: @escaping @Sendable (Element, Element) throws -> Element
    ) -> Flow {
        transform(
            ConflatedBehavior<Element, Element>(
                begin: { $0 },
                add: { combined, element in combined = try combine(combined, element) }
            ),
            nil,
            "conflated",
            SourceSite(fileID: fileID, line: line),
            problem: nil
        )
    }

    /// Gathers the elements that come while downstream is busy into one value, so that nothing is lost and nobody waits.
    ///
    ///     words.conflated(into: [:]) { $0[$1, default: 0] += 1 }
    ///
    /// - **Emits:** when downstream asks, a value with what has come since it asked last; never without an element.
    /// - **Backpressures:** never: the value must not grow for ever.
    /// - **Completes:** when upstream completes and what has come is sent.
    /// - **Fails:** when upstream fails and what has come is sent. When `update` throws; then what it had gathered is
    ///   lost, and with `.onFailure(.skip)` only the element.
    ///
    /// - Parameters:
    ///   - initial: what each value begins with.
    ///   - update: adds an element to the value; called in order, never twice at the same time.
    @inlinable
    public func conflated<Result: Sendable>(
        into initial: Result,
        fileID: String = #fileID,
        line: Int = #line,
        _ update: @escaping @Sendable (inout Result, Element) throws -> Void
    ) -> Flow<Result> {
        transform(
            ConflatedBehavior<Element, Result>(
                begin: { element in
                    var result = initial
                    try update(&result, element)
                    return result
                },
                add: update
            ),
            nil,
            "conflated",
            SourceSite(fileID: fileID, line: line),
            problem: nil
        )
    }
}

@usableFromInline
struct ConflatedBehavior<Input: Sendable, Output: Sendable>: HoldingBehavior, Sendable {
    @usableFromInline let begin: @Sendable (Input) throws -> Output
    @usableFromInline let add: @Sendable (inout Output, Input) throws -> Void
    @usableFromInline var gathered: Output?
    @usableFromInline var heldCount = 0

    @inlinable
    init(
        begin: @escaping @Sendable (Input) throws -> Output,
        add: @escaping @Sendable (inout Output, Input) throws -> Void
    ) {
        self.begin = begin
        self.add = add
    }

    @inlinable static var needsTime: Bool { false }
    @inlinable var isReady: Bool { gathered != nil }

    @inlinable
    mutating func receive(_ element: Input, now: Duration) throws {
        if gathered == nil { gathered = try begin(element) } else { try add(&gathered!, element) }
        heldCount += 1
    }

    @inlinable
    mutating func handOver(now: Duration) -> Output? {
        heldCount = 0
        return gathered.take()
    }
}
