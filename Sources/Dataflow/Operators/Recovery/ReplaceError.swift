extension Flow {
    /// Emits one element in place of a failure, and completes then.
    ///
    /// - **Emits:** every element and, after a failure, `element`.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes, or after `element`.
    /// - **Fails:** never.
    ///
    /// - Parameter element: what comes when upstream fails; it is a flow of its own, as that of
    ///   ``catch(fileID:line:_:)``.
    public func replaceError(with element: Element, fileID: String = #fileID, line: Int = #line) -> Flow {
        let substitute = Flow.just(element, fileID: fileID, line: line).erased
        return Flow("replaceError", SourceSite(fileID: fileID, line: line), inputs: [erased]) { wiring in
            Node.running(RecoveryKernel<Element>(wiring) { _, attempt in attempt == 0 ? substitute : nil })
        }
    }
}
