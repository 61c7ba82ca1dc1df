extension Flow {
    /// Lets elements through until another flow gives its first element.
    ///
    /// - **Emits:** the elements that are handled before the other flow's first element; that one overtakes elements
    ///   which wait in the mailbox.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** with the other flow's first element, and cancels both flows then; when this flow completes. It
    ///   goes on when the other flow completes without an element.
    /// - **Fails:** when either flow fails before; the other one is cancelled.
    ///
    /// - Parameter other: the flow whose first element ends this one; it never waits.
    @inlinable
    public func prefix<Other: Sendable>(
        until other: Flow<Other>, fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        fanIn(self, other, PrefixUntilBehavior(), kind: "prefix", fileID: fileID, line: line)
    }
}

@usableFromInline
struct PrefixUntilBehavior<Left: Sendable, Right: Sendable>: PairBehavior, Sendable {
    @inlinable
    static var isPrompt: Bool { true }
    @inlinable
    static var unhurried: PairSides { .right }

    @inlinable
    init() {}

    @inlinable
    var choice: PairChoice { .rightFirst }

    @inlinable
    mutating func receive(left element: Left) -> Emission<Left> { .emit(element) }

    @inlinable
    mutating func receive(right element: Right) -> Emission<Left> { .finish }

    @inlinable
    mutating func leftFinished() -> Emission<Left> { .finish }
}
