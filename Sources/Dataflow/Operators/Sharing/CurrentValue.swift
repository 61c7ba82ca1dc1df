/// A value that changes, and that any number of readers follow: it can be read at once, at any time.
///
///     let user = CurrentValue(User.anonymous)
///     user.value = signedIn
///     for try await user in user.values { show(user) }
///
/// A reader gets the value of the moment, and then the newest whenever it asks; a slow one misses what lies between. Use a
/// ``Hub`` where every element counts. Dropping the last reference finishes the readers' flows.
public final class CurrentValue<Element: Sendable>: Sendable {
    @usableFromInline let handoff: HubHandoff<Element>

    /// Makes a current value.
    public init(_ value: Element) {
        handoff = HubHandoff(replay: 1, .keepNewest)
        _ = handoff.trySend(value)
    }

    deinit { handoff.close(.finished) }

    /// The value now. Setting it after ``finish()`` or ``fail(_:)`` changes nothing.
    @inlinable
    public var value: Element {
        get { handoff.latest.element! }
        set { _ = handoff.trySend(newValue) }
    }

    /// Changes the value in one move: nobody else's change is lost.
    ///
    /// - Parameter change: gets the value and changes it; called again if somebody else was faster, so it should do nothing
    ///   else.
    public func update<Result, Failure: Error>(
        _ change: (inout Element) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        while true {
            let (current, end) = handoff.latest
            var value = current!
            let result = try change(&value)
            if handoff.replace(value, ifEndIs: end) { return result }
        }
    }

    /// Ends the readers' flows, after the value that they have not read.
    public func finish() { handoff.close(.finished) }

    /// Lets the readers' flows fail, after the value that they have not read.
    public func fail(_ error: any Error) { handoff.close(.failed(error)) }
}

extension Flow {
    /// Emits a current value, and then each newer one that downstream has time for; see ``CurrentValue``.
    ///
    /// - **Emits:** the value when downstream first asks, then the newest when it asks again and there is one; those missed
    ///   count as dropped.
    /// - **Backpressures:** never.
    /// - **Completes:** when the value was finished, or the run drains.
    /// - **Fails:** when `fail(_:)` was called, after the last value.
    @inlinable
    public init(_ current: CurrentValue<Element>, fileID: String = #fileID, line: Int = #line) {
        self.init(current.handoff, "current", SourceSite(fileID: fileID, line: line))
    }

    /// Makes every element the current value.
    ///
    /// - **Emits:** nothing; its value is `()`.
    /// - **Backpressures:** never.
    /// - **Completes:** when upstream completes; the value's readers complete then.
    /// - **Fails:** when upstream fails, and then the value's readers fail too; with ``HubClosed`` if somebody else has ended
    ///   them. If the run is cancelled, the readers fail with a `CancellationError`.
    ///
    /// - Parameters:
    ///   - current: gets the elements; the graph keeps it.
    ///   - endsReaders: whether the readers' flows end as this flow does.
    @inlinable
    public func publish(
        to current: CurrentValue<Element>, endsReaders: Bool = true, fileID: String = #fileID, line: Int = #line
    ) -> Sink<Void> {
        publish(to: current.handoff, isLast: endsReaders, keeping: current, SourceSite(fileID: fileID, line: line))
    }
}
