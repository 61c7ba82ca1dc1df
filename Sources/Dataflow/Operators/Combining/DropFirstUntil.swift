extension Flow {
    /// Leaves out elements until another flow gives its first element.
    ///
    /// - **Emits:** every element that comes after the other flow's first one; those before are dropped and counted.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when this flow completes. If the other flow completes without an element, nothing comes out.
    /// - **Fails:** when this flow fails, or the other one before its first element; the one that has not failed is
    ///   cancelled.
    ///
    /// - Parameter other: the flow whose first element lets this one through; it is cancelled then.
    @inlinable
    public func dropFirst<Other: Sendable>(
        until other: Flow<Other>, fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        fanIn(self, other, DropFirstUntilBehavior(), kind: "dropFirst", fileID: fileID, line: line)
    }
}

@usableFromInline
struct DropFirstUntilBehavior<Left: Sendable, Right: Sendable>: PairBehavior, Sendable {
    @inlinable
    static var isPrompt: Bool { true }

    @usableFromInline var isDropping = true
    @usableFromInline var droppedCount = 0

    @inlinable
    init() {}

    @inlinable
    var choice: PairChoice { isDropping ? .rightFirst : .leftForGood }

    @inlinable
    mutating func receive(left element: Left) -> Emission<Left> {
        if !isDropping { return .emit(element) }
        droppedCount &+= 1
        return .nothing
    }

    @inlinable
    mutating func receive(right element: Right) -> Emission<Left> {
        isDropping = false
        return .nothing
    }

    @inlinable
    mutating func leftFinished() -> Emission<Left> { .finish }
}
