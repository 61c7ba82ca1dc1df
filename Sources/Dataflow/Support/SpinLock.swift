import Synchronization

/// A lock for critical sections of a few instructions, never held across a call that may wait.
///
/// The standard library's mutex is a priority-inheriting futex on Linux: a contended one costs microseconds
/// and the thread sanitizer does not see it. Whoever holds this lock runs a handful of loads and stores.
@usableFromInline
struct SpinLock: ~Copyable, Sendable {
    @usableFromInline let held = Atomic<Bool>(false)

    @usableFromInline
    init() {}

    /// Runs `body` while no other caller is inside; `body` must not wait, resume a continuation or call user code.
    @inlinable
    func withLock<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        while held.exchange(true, ordering: .acquiring) {
            while held.load(ordering: .relaxed) {}
        }
        defer { held.store(false, ordering: .releasing) }
        return try body()
    }
}
