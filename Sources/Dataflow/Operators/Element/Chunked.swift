extension Flow {
    /// Collects neighbours that belong together into arrays.
    ///
    /// - **Emits:** an array when an element does not belong to the one before it, and the rest at the end; never an
    ///   empty one.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes and the rest is sent.
    /// - **Fails:** when upstream fails, after the rest; when `belongInSameGroup` throws; see
    ///   ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter belongInSameGroup: called with each two neighbours, in order. The operator holds the elements of one
    ///   array, in memory that grows with them.
    @inlinable
    public func chunked(
        fileID: String = #fileID, line: Int = #line,
        by belongInSameGroup: @escaping @Sendable (Element, Element) throws -> Bool
    ) -> Flow<[Element]> {
        transform(
            ChunkedBehavior(belongInSameGroup: belongInSameGroup), kind: "chunked", fileID: fileID, line: line)
    }

    /// Collects neighbours that have something in common into arrays, and says what it is.
    ///
    /// - **Emits:** a pair of the common subject and an array when an element has another subject, and the rest at the
    ///   end; never an empty array.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes and the rest is sent.
    /// - **Fails:** when upstream fails, after the rest; when `projection` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter projection: gives an element's subject; called once for each element, in order. The operator holds the
    ///   elements of one array, in memory that grows with them.
    @inlinable
    public func chunked<Subject: Equatable & Sendable>(
        fileID: String = #fileID, line: Int = #line,
        on projection: @escaping @Sendable (Element) throws -> Subject
    ) -> Flow<(Subject, [Element])> {
        transform(ChunkedOnBehavior(projection: projection), kind: "chunked", fileID: fileID, line: line)
    }
}

@usableFromInline
struct ChunkedBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let belongInSameGroup: @Sendable (Element, Element) throws -> Bool
    @usableFromInline var chunk: [Element] = []

    @inlinable
    init(belongInSameGroup: @escaping @Sendable (Element, Element) throws -> Bool) {
        self.belongInSameGroup = belongInSameGroup
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<[Element]> {
        guard let last = chunk.last, try !belongInSameGroup(last, element) else {
            chunk.append(element)
            return .nothing
        }
        defer { chunk = [element] }
        return .emit(chunk)
    }

    @inlinable
    mutating func finish() -> Emission<[Element]> {
        defer { chunk = [] }
        return chunk.isEmpty ? .nothing : .emit(chunk)
    }

    @inlinable
    mutating func inputFailed(_ error: any Error) -> Emission<[Element]> { finish() }
}

@usableFromInline
struct ChunkedOnBehavior<Element: Sendable, Subject: Equatable & Sendable>: TransformBehavior, Sendable {
    @usableFromInline let projection: @Sendable (Element) throws -> Subject
    @usableFromInline var subject: Subject?
    @usableFromInline var chunk: [Element] = []

    @inlinable
    init(projection: @escaping @Sendable (Element) throws -> Subject) {
        self.projection = projection
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<(Subject, [Element])> {
        let next = try projection(element)
        guard let subject, subject != next else {
            subject = next
            chunk.append(element)
            return .nothing
        }
        defer {
            self.subject = next
            chunk = [element]
        }
        return .emit((subject, chunk))
    }

    @inlinable
    mutating func finish() -> Emission<(Subject, [Element])> {
        defer { chunk = [] }
        return subject.take().map { .emit(($0, chunk)) } ?? .nothing
    }

    @inlinable
    mutating func inputFailed(_ error: any Error) -> Emission<(Subject, [Element])> { finish() }
}
