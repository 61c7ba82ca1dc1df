extension Flow {
    /// Makes a flow from the first elements and a flow of all that follow, and lets its elements through.
    ///
    ///     let rows = lines.prefixAndRest(1) { header, lines in
    ///         let columns = Columns(header.first ?? "")
    ///         return lines.map { columns.row($0) }
    ///     }
    ///
    /// It runs as a node that gathers the first elements, one that runs the flow as a part of the run, and one behind it.
    ///
    /// - **Emits:** the elements of the flow that `flow` makes.
    /// - **Backpressures:** while 64 elements wait for that flow; it does when downstream does.
    /// - **Completes:** when that flow does, and then upstream is cancelled.
    /// - **Fails:** when that flow fails; with a failure of upstream, which the flow of the rest gives behind its elements.
    ///   When `flow` throws, or gives one that cannot run; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - count: how many elements come first, at least 0; all of them are held until then.
    ///   - flow: called once: with the first elements, or with fewer when upstream has ended before, and with the flow of
    ///     the rest, which it may use once. If it does not use that, elements are dropped and counted.
    @inlinable
    public func prefixAndRest<Output: Sendable>(
        _ count: Int, fileID: String = #fileID, line: Int = #line,
        _ flow: @escaping @Sendable (_ first: [Element], _ rest: Flow<Element>) throws -> Flow<Output>
    ) -> Flow<Output> {
        let site = SourceSite(fileID: fileID, line: line)
        let problem = count < 0 ? "a prefix of \(count) elements is less than none. Give 0 or more." : nil
        let parts = transform(
            FirstAndRestBehavior<Element>(count: count), "prefixAndRest.first", site, problem: problem)
        let outputs = parts.nested("prefixAndRest", site, problem: nil) { PrefixAndRestBehavior(makeFlow: flow) }
        return Flow<Output>("prefixAndRest.end", site, inputs: [outputs.erased], role: .secondary) {
            Node.running(TransformKernel(.copies(of: UntilMarkBehavior<Output>()), $0))
        }
    }
}

/// The first elements of a flow together, and each of the others.
@usableFromInline
enum FirstOrRest<Element: Sendable>: Sendable {
    case first([Element])
    case rest(Element)
}

@usableFromInline
struct FirstAndRestBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let count: Int
    /// Nil once they are complete.
    @usableFromInline var first: [Element]? = []

    @inlinable
    init(count: Int) {
        self.count = count
    }

    @inlinable
    mutating func start() -> Emission<FirstOrRest<Element>> { count <= 0 ? finish() : .nothing }

    @inlinable
    mutating func receive(_ element: Element) -> Emission<FirstOrRest<Element>> {
        guard first != nil else { return .emit(.rest(element)) }
        first?.append(element)
        return first?.count == count ? finish() : .nothing
    }

    @inlinable
    mutating func finish() -> Emission<FirstOrRest<Element>> { first.take().map { .emit(.first($0)) } ?? .nothing }

    @inlinable
    mutating func inputFailed(_ error: any Error) -> Emission<FirstOrRest<Element>> { finish() }
}

/// An element of a flow, or the mark behind its last one.
@usableFromInline
enum Marked<Element: Sendable>: Sendable {
    case element(Element)
    case end
}

/// Runs one flow, which is fed the rest.
@usableFromInline
struct PrefixAndRestBehavior<Element: Sendable, Output: Sendable>: NestingBehavior {
    @usableFromInline let makeFlow: @Sendable ([Element], Flow<Element>) throws -> Flow<Output>
    /// The flow's number while it wants the rest.
    @usableFromInline var group: Int?

    @inlinable
    init(makeFlow: @escaping @Sendable ([Element], Flow<Element>) throws -> Flow<Output>) {
        self.makeFlow = makeFlow
    }

    @inlinable var places: Int { 1 }
    @inlinable var intake: NestingIntake { .each }

    @inlinable
    mutating func receive(_ element: FirstOrRest<Element>, living: Int, now: Duration) -> NestingAnswer {
        if case .first = element { return .open }
        return group.map { .feed($0) } ?? .drop
    }

    @inlinable
    mutating func flow(for element: FirstOrRest<Element>) throws -> Flow<Marked<Output>> { .empty() }

    @inlinable
    mutating func flow(
        for element: FirstOrRest<Element>, group: Int, _ elements: Flow<FirstOrRest<Element>>, now: Duration
    ) throws -> Flow<Marked<Output>> {
        guard case .first(let first) = element else { return .empty() }
        let rest = elements.compactMap { if case .rest(let element) = $0 { element } else { nil } }
        let flow = try makeFlow(first, rest)
        self.group = group
        return flow.transform(MarkEndBehavior<Output>(), kind: "end")
    }

    @inlinable
    mutating func groupLeft(_ group: Int) { self.group = nil }

    @inlinable
    mutating func groupEnded(_ group: Int) { self.group = nil }
}

@usableFromInline
struct MarkEndBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @inlinable
    init() {}

    @inlinable
    mutating func receive(_ element: Element) -> Emission<Marked<Element>> { .emit(.element(element)) }

    @inlinable
    mutating func finish() -> Emission<Marked<Element>> { .emit(.end) }
}

@usableFromInline
struct UntilMarkBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @inlinable
    init() {}

    @inlinable
    mutating func receive(_ element: Marked<Element>) -> Emission<Element> {
        if case .element(let element) = element { .emit(element) } else { .finish }
    }
}
