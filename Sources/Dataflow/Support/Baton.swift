#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What one thread waits for until another one passes it on. Passed before anybody waits, it is kept.
@safe package final class Baton: @unchecked Sendable {
    // SAFETY: `mutex` guards `isPassed`. Both of the system's objects keep their address until the baton dies; then
    // nobody is inside of its functions.
    private let mutex = Swift.UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = Swift.UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var isPassed = false

    package init() {
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Lets the thread that waits go on, or the next one that will.
    package func pass() {
        unsafe pthread_mutex_lock(mutex)
        isPassed = true
        unsafe pthread_cond_signal(condition)
        unsafe pthread_mutex_unlock(mutex)
    }

    /// Blocks the thread until somebody passes the baton.
    package func wait() {
        unsafe pthread_mutex_lock(mutex)
        while !isPassed { unsafe pthread_cond_wait(condition, mutex) }
        isPassed = false
        unsafe pthread_mutex_unlock(mutex)
    }
}
