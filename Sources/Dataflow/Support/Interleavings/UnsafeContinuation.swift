#if DATAFLOW_INTERLEAVINGS
/// The runtime's continuation as the explorer sees it: the resumed task sees everything that happened before the
/// resume. Its name hides the original.
@usableFromInline
struct UnsafeContinuation<Answer, Failure: Error>: Sendable {
    // SAFETY: as unsafe as the original.
    fileprivate let original: _Concurrency.UnsafeContinuation<Answer, Failure>
    fileprivate let number: Int

    @usableFromInline
    func resume(returning answer: sending Answer) {
        AccessWatch.watcher?.resumes(number)
        original.resume(returning: answer)
    }
}

extension UnsafeContinuation where Answer == Void {
    @usableFromInline
    func resume() { resume(returning: ()) }
}

@usableFromInline
nonisolated(nonsending) func withUnsafeContinuation<Answer>(
    _ body: (UnsafeContinuation<Answer, Never>) -> Void
) async -> sending Answer {
    let number = AccessWatch.watcher?.atomicWasMade(AccessSite(#fileID, #line, #function)) ?? -1
    let answer = await _Concurrency.withUnsafeContinuation { original in
        body(UnsafeContinuation(original: original, number: number))
    }
    AccessWatch.watcher?.goesOn(number)
    return answer
}
#endif
