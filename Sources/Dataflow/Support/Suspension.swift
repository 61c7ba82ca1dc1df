#if !DATAFLOW_INTERLEAVINGS
/// A task that waits until it is resumed.
///
/// Whoever stores one says beside it who resumes it, and why that happens once.
@usableFromInline
@safe
package struct Suspension<Answer>: Sendable {
    // SAFETY: made by `withSuspension`, whose callers state that it is resumed once.
    private let continuation: UnsafeContinuation<Answer, Never>

    @usableFromInline
    init(_ continuation: UnsafeContinuation<Answer, Never>) { unsafe self.continuation = continuation }

    @usableFromInline
    func resume(returning answer: sending Answer) { unsafe continuation.resume(returning: answer) }
}

/// Suspends the calling task until what `body` is given is resumed, which must happen once.
@inline(__always)
nonisolated(nonsending) func withSuspension<Answer>(
    _ body: (Suspension<Answer>) -> Void
) async -> sending Answer {
    await unsafe withUnsafeContinuation { unsafe body(Suspension($0)) }
}
#else
/// A task that waits, as the explorer sees it: the resumed task sees everything that happened before the resume.
@usableFromInline
@safe
package struct Suspension<Answer>: Sendable {
    // SAFETY: made by `withSuspension`, whose callers state that it is resumed once.
    fileprivate let original: UnsafeContinuation<Answer, Never>
    fileprivate let number: Int

    @usableFromInline
    func resume(returning answer: sending Answer) {
        AccessWatch.watcher?.resumes(number)
        unsafe original.resume(returning: answer)
    }
}

@usableFromInline
nonisolated(nonsending) func withSuspension<Answer>(
    _ body: (Suspension<Answer>) -> Void
) async -> sending Answer {
    let number = AccessWatch.watcher?.atomicWasMade(AccessSite(#fileID, #line, #function)) ?? -1
    let answer = await unsafe withUnsafeContinuation { original in
        unsafe body(Suspension(original: original, number: number))
    }
    AccessWatch.watcher?.goesOn(number)
    return answer
}
#endif

extension Suspension where Answer == Void {
    @usableFromInline
    func resume() { resume(returning: ()) }
}
