import Observation

extension Flow {
    /// Emits what a closure reads from observable models of the main actor, and again whenever that has changed.
    ///
    ///     let queries = Flow.observing { model.query }.removeDuplicates().debounce(for: .milliseconds(300))
    ///
    /// The closure is called when the run starts, and after each turn of the main actor in which something changed that it
    /// has read: several changes in one turn count as one. Downstream gets the newest value when it asks.
    ///
    /// It runs as a node that reads and one that holds the newest value.
    ///
    /// - **Emits:** the value when the run starts, then the newest one after changes; those that downstream had no time
    ///   for are dropped and counted, never the last one.
    /// - **Backpressures:** never.
    /// - **Completes:** when the run drains.
    /// - **Fails:** when `read` throws.
    ///
    /// - Parameter read: reads the models, without changing them, and never twice at the same time. The models must change
    ///   on the main actor only. No run keeps what the closure does not; of a run that has ended, one registration of a few
    ///   words stays with a model until its next change.
    public static func observing(
        fileID: String = #fileID, line: Int = #line, _ read: @escaping @MainActor @Sendable () throws -> Element
    ) -> Flow {
        observing(SourceSite(fileID: fileID, line: line)) { change in
            try await MainActor.run {
                try Task.checkCancellation()
                return try tracked(read, change).get()
            }
        }
    }

    /// Emits what a closure reads from observable models of an actor, and again whenever that has changed.
    ///
    ///     let totals = Flow.observing(on: cart) { $0.model.total }
    ///
    /// The same as ``observing(fileID:line:_:)``, with another actor in the place of the main actor.
    ///
    /// - **Emits:** the value when the run starts, then the newest one after changes; those that downstream had no time
    ///   for are dropped and counted, never the last one.
    /// - **Backpressures:** never.
    /// - **Completes:** when the run drains.
    /// - **Fails:** when `read` throws.
    ///
    /// - Parameters:
    ///   - owner: the actor whose models these are; the flow keeps it.
    ///   - read: reads the models, without changing them, and never twice at the same time. The models must change on that
    ///     actor only.
    public static func observing<Owner: Actor>(
        on owner: Owner, fileID: String = #fileID, line: Int = #line,
        _ read: @escaping @Sendable (isolated Owner) throws -> Element
    ) -> Flow {
        observing(SourceSite(fileID: fileID, line: line)) { change in
            try await tracked(on: owner, read, change)
        }
    }

    /// - Parameter sample: reads on the actor, and calls `change` once when that changes for the first time.
    private static func observing(
        _ site: SourceSite,
        _ sample: @escaping @Sendable (_ change: @escaping @Sendable () -> Void) async throws -> Element
    ) -> Flow {
        let readings = Flow("observing", site) {
            Node.running(
                EmitKernel<Element>($0) { emit in
                    // Changes that come while one is read or sent leave one word behind, so none is forgotten.
                    let (changes, news) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
                    news.yield()
                    for await _ in changes {
                        try await emit(try await sample { news.yield() })
                        if emit.isOver { break }
                    }
                }
            )
        }
        let held = readings.capacity(1, fileID: site.fileID, line: site.line)
        return held.latest(fileID: site.fileID, line: site.line)
    }
}

/// A model tells its observers before it changes, inside of the actor's turn: who then waits for a turn reads the new value.
private func tracked<Value>(_ read: () throws -> Value, _ change: @escaping @Sendable () -> Void) -> Result<
    Value, any Error
> {
    withObservationTracking {
        Result { try read() }
    } onChange: {
        change()
    }
}

private func tracked<Owner: Actor, Value>(
    on owner: isolated Owner, _ read: @Sendable (isolated Owner) throws -> Value,
    _ change: @escaping @Sendable () -> Void
) throws -> Value {
    try Task.checkCancellation()
    return try tracked({ try read(owner) }, change).get()
}
