extension Flow {
    /// Emits an element if this flow completes without one.
    ///
    /// - **Emits:** every element or, if there is none, `element` at the end.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    ///
    /// - Parameter element: what an empty flow has instead.
    @inlinable
    public func ifEmpty(_ element: Element, fileID: String = #fileID, line: Int = #line) -> Flow {
        transform(IfEmptyBehavior(element: element), kind: "ifEmpty", fileID: fileID, line: line)
    }

    /// Continues with another flow if this one completes without an element.
    ///
    /// - **Emits:** every element or, if there is none, those of `other`.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when this flow completes after an element; otherwise when `other` does.
    /// - **Fails:** when the flow that it reads fails.
    ///
    /// - Parameter other: starts when this flow has turned out to be empty, or never. As in `concat`, a producer that it
    ///   shares with other parts of the graph starts with those.
    @inlinable
    public func ifEmpty(_ other: Flow, fileID: String = #fileID, line: Int = #line) -> Flow {
        fanIn([self, other], OrElseBehavior(), sequential: true, kind: "ifEmpty", fileID: fileID, line: line)
    }
}

@usableFromInline
struct IfEmptyBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline var element: Element?

    @inlinable
    init(element: Element) {
        self.element = element
    }

    @inlinable
    mutating func receive(_ element: Element) -> Emission<Element> {
        self.element = nil
        return .emit(element)
    }

    @inlinable
    mutating func finish() -> Emission<Element> { element.map { .emit($0) } ?? .nothing }
}

@usableFromInline
struct OrElseBehavior<Element: Sendable>: FanInBehavior, Sendable {
    @inlinable
    static var isPrompt: Bool { true }

    @usableFromInline var current = 0
    @usableFromInline var isEmpty = true

    @inlinable
    init() {}

    @inlinable
    var choice: InputChoice { .only(current) }

    @inlinable
    mutating func receive(_ element: Element, from input: Int) -> Emission<Element> {
        isEmpty = false
        return .emit(element)
    }

    @inlinable
    mutating func inputFinished(_ input: Int) -> Emission<Element> {
        current += 1
        return isEmpty ? .nothing : .finish
    }
}
