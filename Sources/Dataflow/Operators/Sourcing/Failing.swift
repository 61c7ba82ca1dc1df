extension Flow {
    /// Fails without having emitted anything.
    ///
    /// - **Emits:** nothing.
    /// - **Backpressures:** never.
    /// - **Completes:** never.
    /// - **Fails:** at once, with `error`.
    @inlinable
    public static func failing(_ error: any Error, fileID: String = #fileID, line: Int = #line) -> Flow {
        Flow(source: FailingBehavior(error: error), kind: "failing", fileID: fileID, line: line)
    }
}

@usableFromInline
struct FailingBehavior<Output: Sendable>: SourceBehavior, Sendable {
    @usableFromInline let error: any Error

    @inlinable
    init(error: any Error) {
        self.error = error
    }

    @inlinable
    mutating func next() throws -> Output? { throw error }
}
