extension Flow {
    /// Continues with another flow when this one fails.
    ///
    /// - **Emits:** the elements of this flow and, after a failure, those of the flow that `recover` gives.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when the flow that it reads completes.
    /// - **Fails:** when `recover` throws, with the first failure in ``GraphError/others``; when the flow that
    ///   `recover` gave fails; with the first failure itself when that flow cannot run, and then the findings are in
    ///   `others`.
    ///
    /// - Parameter recover: gets the error that the failed node threw. The flow that it gives starts then, as a
    ///   separate part of the run: operators that it shares with the rest of the graph run once more, and its nodes are
    ///   named `catch#2/name`.
    public func `catch`(
        fileID: String = #fileID, line: Int = #line,
        _ recover: @escaping @Sendable (any Error) throws -> Flow<Element>
    ) -> Flow<Element> {
        let site = SourceSite(fileID: fileID, line: line)
        return Flow("catch", site, inputs: [erased]) { wiring in
            let kernel = RecoveryKernel<Element>(wiring) { failure, attempt in
                attempt == 0 ? try recover(failure.error).erased : nil
            }
            return Node.running(kernel)
        }
    }

    /// Continues with another flow when this one fails with an error of one type; other failures go on.
    ///
    ///     pages.catch(NotFound.self) { missing in .just(Page(titled: missing.name)) }
    ///
    /// - **Emits:** the elements of this flow and, after such a failure, those of the flow that `recover` gives.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when the flow that it reads completes.
    /// - **Fails:** when this flow fails with another error; otherwise as ``catch(fileID:line:_:)``.
    ///
    /// - Parameters:
    ///   - type: of the errors to handle.
    ///   - recover: gets the error that the failed node threw. The flow that it gives starts then, as for
    ///     ``catch(fileID:line:_:)``.
    public func `catch`<Failure: Error>(
        _ type: Failure.Type, fileID: String = #fileID, line: Int = #line,
        _ recover: @escaping @Sendable (Failure) throws -> Flow<Element>
    ) -> Flow<Element> {
        Flow("catch", SourceSite(fileID: fileID, line: line), inputs: [erased]) { wiring in
            let kernel = RecoveryKernel<Element>(wiring) { failure, attempt in
                guard attempt == 0, let error = failure.error as? Failure else { return nil }
                return try recover(error).erased
            }
            return Node.running(kernel)
        }
    }
}
