import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The monitor's thread: one of the system's own, for the app's pool may have none to spare. It begins when it is first
/// woken, and lives as long as the process.
@safe final class MonitorThread: @unchecked Sendable {
    // SAFETY: `mutex` guards `isSignalled`; both of the system's objects keep their address for ever.
    private let mutex = Swift.UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = Swift.UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var isSignalled = false
    private var hasBegun = false
    private let isAsleep = Atomic<Bool>(true)
    private let work: @Sendable () -> Bool

    /// - Parameter work: called after each tick; false if there is nothing to do until somebody wakes the thread.
    init(_ work: @escaping @Sendable () -> Bool) {
        self.work = work
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
    }

    /// Makes the thread work; costs a load while it does.
    func wake() {
        guard isAsleep.load(ordering: .sequentiallyConsistent),
            isAsleep.exchange(false, ordering: .sequentiallyConsistent)
        else { return }
        unsafe pthread_mutex_lock(mutex)
        isSignalled = true
        let isFirst = !hasBegun
        hasBegun = true
        unsafe pthread_cond_signal(condition)
        unsafe pthread_mutex_unlock(mutex)
        if isFirst { begin() }
    }

    private func sleep() {
        unsafe pthread_mutex_lock(mutex)
        while !isSignalled { unsafe pthread_cond_wait(condition, mutex) }
        isSignalled = false
        unsafe pthread_mutex_unlock(mutex)
    }

    private func run() -> Never {
        var tick = timespec(tv_sec: 0, tv_nsec: Int(Monitor.tick))
        while true {
            sleep()
            repeat {
                repeat { unsafe nanosleep(&tick, nil) } while work()
                isAsleep.store(true, ordering: .sequentiallyConsistent)
                // Work that came before the store was seen woke nobody. If it is there, either this thread goes on, or
                // somebody has signalled since.
            } while work() && isAsleep.exchange(false, ordering: .sequentiallyConsistent)
        }
    }

    /// Without a thread, for the system has none left, runs go on as if nothing ever were late.
    private func begin() {
        let body = unsafe Unmanaged.passRetained(self).toOpaque()
        #if canImport(Darwin)
        var thread: pthread_t?
        unsafe pthread_create(
            &thread, nil,
            { body in
                pthread_set_qos_class_self_np(QOS_CLASS_USER_INTERACTIVE, 0)
                Unmanaged<MonitorThread>.fromOpaque(body).takeUnretainedValue().run()
            }, body)
        #else
        var thread = pthread_t()
        _ = unsafe pthread_create(
            &thread, nil,
            { body in
                unsafe Unmanaged<MonitorThread>.fromOpaque(body!).takeUnretainedValue().run()
            }, body)
        #endif
    }
}
