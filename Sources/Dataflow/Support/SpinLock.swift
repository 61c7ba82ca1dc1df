import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A lock for critical sections of a few loads and stores, never held across a call that may wait.
///
/// On Apple platforms this is the platform's unfair lock, which lends the priority of a waiting thread to the holder.
/// Elsewhere it spins for about as long as a critical section takes and then sleeps in the kernel, so that a
/// descheduled holder gets the processor. The standard library's mutex is a priority-inheriting futex on Linux:
/// contention costs microseconds, and the thread sanitizer does not see it.
@usableFromInline
struct SpinLock: ~Copyable, Sendable {
    #if canImport(Darwin) && !DATAFLOW_INTERLEAVINGS
    // SAFETY: the lock has one address from `init` to `deinit`; only the system's functions touch it.
    @usableFromInline nonisolated(unsafe) let held: UnsafeMutablePointer<os_unfair_lock_s>

    @usableFromInline
    init() {
        held = .allocate(capacity: 1)
        held.initialize(to: os_unfair_lock_s())
    }

    deinit { held.deallocate() }

    @inlinable
    func lock() { os_unfair_lock_lock(held) }

    @inlinable
    func unlock() { os_unfair_lock_unlock(held) }
    #else
    @usableFromInline let held = Atomic<Bool>(false)

    @usableFromInline
    init() {}

    @inlinable
    func lock() {
        if held.exchange(true, ordering: .acquiring) { wait() }
    }

    @inlinable
    func unlock() {
        // The next holder may give up what was stored under the lock.
        finishRetains()
        held.store(false, ordering: .releasing)
    }

    /// How often a waiting thread looks before it sleeps: about a microsecond, several critical sections.
    private static var looks: Int { 400 }

    @usableFromInline
    func wait() {
        var pause = timespec(tv_sec: 0, tv_nsec: 20_000)
        while true {
            for _ in 0..<Self.looks where !held.load(ordering: .relaxed) {
                if !held.exchange(true, ordering: .acquiring) { return }
            }
            unsafe nanosleep(&pause, nil)
            pause.tv_nsec = min(pause.tv_nsec * 2, 1_000_000)
        }
    }
    #endif

    /// Runs `body` while no other caller is inside. No user code may run, and no user object may be freed, in `body`;
    /// `body` must not wait or resume a continuation.
    @inlinable
    func withLock<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        lock()
        defer { unlock() }
        return try body()
    }
}
