extension Flow {
    /// Emits the elements that a closure makes from a state, which the closure changes, until it gives nil.
    ///
    /// - **Emits:** the elements that `next` gives, as they are asked for.
    /// - **Backpressures:** `next` is not called while the mailbox is full.
    /// - **Completes:** when `next` gives nil.
    /// - **Fails:** when `next` throws.
    ///
    /// - Parameters:
    ///   - initial: the value with which each run starts.
    ///   - next: gives the next element, or nil at the end; changes the state for the call after it.
    @inlinable
    public static func unfold<State: Sendable>(
        _ initial: State,
        fileID: String = #fileID,
        line: Int = #line,
        _ next: @escaping @Sendable (inout State) throws -> Element?
    ) -> Flow {
        Flow(source: UnfoldBehavior(state: initial, step: next), kind: "unfold", fileID: fileID, line: line)
    }

    /// Emits the elements that a closure that awaits makes from a state, which it changes, until it gives nil.
    ///
    /// - **Emits:** the elements that `next` gives.
    /// - **Backpressures:** while the mailbox is full, one element waits and `next` is not called.
    /// - **Completes:** when `next` gives nil; when the run drains, after the element that `next` has given.
    /// - **Fails:** when `next` throws.
    ///
    /// - Parameters:
    ///   - initial: the value with which each run starts.
    ///   - next: gives the next element, or nil at the end; its task is cancelled when nobody wants more elements.
    public static func unfold<State: Sendable>(
        _ initial: State,
        fileID: String = #fileID,
        line: Int = #line,
        _ next: @escaping @Sendable (inout State) async throws -> Element?
    ) -> Flow {
        Flow("unfold", SourceSite(fileID: fileID, line: line)) {
            Node.running(
                EmitKernel<Element>($0) { emit in
                    var state = initial
                    while !emit.isOver, let element = try await next(&state) { try await emit(element) }
                }
            )
        }
    }
}

@usableFromInline
struct UnfoldBehavior<State: Sendable, Output: Sendable>: SourceBehavior, Sendable {
    @usableFromInline var state: State
    @usableFromInline let step: @Sendable (inout State) throws -> Output?

    @inlinable
    init(state: State, step: @escaping @Sendable (inout State) throws -> Output?) {
        self.state = state
        self.step = step
    }

    @inlinable
    mutating func next() throws -> Output? { try step(&state) }
}
