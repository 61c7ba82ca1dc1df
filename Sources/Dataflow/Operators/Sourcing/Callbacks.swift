/// Takes elements from a callback into a flow; see ``Flow/callbacks(buffer:overflow:fileID:line:_:)``.
///
/// It may be called on any thread, from synchronous code, and never waits.
public struct Yield<Element: Sendable>: Sendable {
    @usableFromInline let hub: HubHandoff<Element>
    /// Called for an element for which there is no room.
    @usableFromInline let overflow: @Sendable () -> Void

    @usableFromInline
    init(hub: HubHandoff<Element>, overflow: @escaping @Sendable () -> Void) {
        self.hub = hub
        self.overflow = overflow
    }

    /// Gives the flow an element; does nothing once the flow has ended.
    @inlinable
    public func callAsFunction(_ element: Element) {
        if hub.trySend(element) == nil { overflow() }
    }

    /// Whether the flow takes no more.
    public var hasEnded: Bool { hub.hasEnded }

    /// Completes the flow, after the elements that it was given.
    public func finish() { hub.close(.finished) }

    /// Lets the flow fail, after the elements that it was given.
    public func fail(_ error: any Error) { hub.close(.failed(error)) }
}

extension Flow {
    /// Emits what a callback is called with: a delegate's, an observer's, a C library's.
    ///
    ///     let changes = Flow<Change>.callbacks { yield in
    ///         let token = center.observe { yield($0) }
    ///         return { center.forget(token) }
    ///     }
    ///
    /// - **Emits:** the elements that `yield` is called with, in order.
    /// - **Backpressures:** never, as a callback cannot wait; what comes too fast is buffered, then `overflow` decides.
    /// - **Completes:** when `yield.finish()` was called, or the run drains; after the elements that were given before.
    /// - **Fails:** when `yield.fail(_:)` was called, after the elements before it; when `register` throws; with
    ///   ``Overflow/fail`` when the buffer overflows, with ``BufferOverflow``.
    ///
    /// - Parameters:
    ///   - size: how many elements wait until downstream takes them, from 1 to 1,048,576.
    ///   - overflow: what happens with the next element then: not ``Overflow/suspend``. Dropped elements are counted.
    ///   - register: called once in each run, in the flow's first step. It registers the callback and returns a closure that
    ///     unregisters it, which is called exactly once: when the flow ends, however it ends.
    public static func callbacks(
        buffer size: Int = 64, overflow: Overflow = .fail, fileID: String = #fileID, line: Int = #line,
        _ register: @escaping @Sendable (_ yield: Yield<Element>) throws -> @Sendable () -> Void
    ) -> Flow {
        let bound = Limits.capacity.clamp(size)
        let policy: SlowReader = overflow == .dropOldest ? .dropOldest(keeping: bound) : .wait(ahead: bound)
        let site = SourceSite(fileID: fileID, line: line)
        return Flow(reading: policy, "callbacks", site, problem: problem(size, overflow)) { wiring in
            let hub = HubHandoff<Element>(replay: 0, policy)
            let yield = Yield(hub: hub) { [weak wiring] in
                if overflow == .fail { hub.close(.failed(BufferOverflow(size: size))) }
                wiring?.ledger.countDropped()
            }
            return Node.running(CallbackKernel(hub, wiring) { try register(yield) })
        }
    }

    private static func problem(_ size: Int, _ overflow: Overflow) -> String? {
        if overflow == .suspend { return "a callback cannot be suspended. Give .fail, .dropOldest or .dropNewest." }
        return Limits.capacity.problem(size, "a buffer of \(size)", tooSmall: "cannot hold an element")
    }
}
