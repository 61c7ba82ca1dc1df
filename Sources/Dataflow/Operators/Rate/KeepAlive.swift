extension Flow {
    /// Puts in an element of its own when none has come for a while, and again after each such interval.
    ///
    /// Only the time counts in which the operator waits for upstream while downstream has room, so nothing is put in before
    /// a consumer that is busy.
    ///
    /// - **Emits:** the elements, as they come, and one of `make` for each interval without one.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    ///
    /// - Parameters:
    ///   - interval: how long an element is waited for, from a nanosecond to `Int64.max` seconds.
    ///   - clock: the operator's clock; the graph's clock if nil.
    ///   - make: gives the element to put in.
    public func keepAlive(
        every interval: Duration, clock: (any Clock<Duration>)? = nil, fileID: String = #fileID, line: Int = #line,
        _ make: @escaping @Sendable () -> Element
    ) -> Flow {
        let engineClock = clock.map { EngineClock($0) }
        let site = SourceSite(fileID: fileID, line: line)
        return Flow("keepAlive", site, inputs: [erased], problem: Limits.problem(patience: interval)) {
            Node.running(PatienceKernel<Element>(.next, interval, .emit(make), clock: engineClock, $0))
        }
    }
}
