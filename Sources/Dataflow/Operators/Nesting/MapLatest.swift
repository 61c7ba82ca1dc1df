extension Flow {
    /// Transforms each element with a closure that awaits, and gives up the one before: a new element cancels its task.
    ///
    ///     let hits = queries.mapLatest { query in try await search(query) }
    ///
    /// - **Emits:** the result of the newest element, when no closure works on an older one any more.
    /// - **Backpressures:** never. While the closures of two older elements ignore that they are cancelled, the newest
    ///   element waits; an older one that waits is dropped and counted, and so is one that came with a newer one.
    /// - **Completes:** when upstream and the newest closure have.
    /// - **Fails:** when upstream fails, or `transform` throws for the newest element; see ``onFailure(_:fileID:line:)``.
    ///   What a closure throws that was cancelled is of no interest.
    ///
    /// - Parameter transform: called in order, for each element that is not dropped; its task is cancelled when a newer
    ///   element comes, and when nobody wants the result. The task is a part of the run, a node called
    ///   `mapLatest#17/transform`.
    @inlinable
    public func mapLatest<Output: Sendable>(
        fileID: String = #fileID,
        line: Int = #line,
        _ transform: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Output
    ) -> Flow<Output> {
        let site = SourceSite(fileID: fileID, line: line)
        return nested("mapLatest", site, problem: nil) {
            FlatMapLatestBehavior(ownsFailures: true) { element in
                Flow<Output>("transform", site) {
                    Node.running(EmitKernel($0) { emit in try await emit(try await transform(element)) })
                }
            }
        }
    }
}
