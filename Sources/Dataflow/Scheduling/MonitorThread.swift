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
final class MonitorThread: Sendable {
    private let signal = Baton()
    private let hasBegun = Atomic<Bool>(false)
    private let isAsleep = Atomic<Bool>(true)
    private let work: @Sendable () -> Bool

    /// - Parameter work: called after each tick; false if there is nothing to do until somebody wakes the thread.
    init(_ work: @escaping @Sendable () -> Bool) { self.work = work }

    /// Makes the thread work; costs a load while it does.
    func wake() {
        guard isAsleep.load(ordering: .sequentiallyConsistent),
            isAsleep.exchange(false, ordering: .sequentiallyConsistent)
        else { return }
        signal.pass()
        if !hasBegun.exchange(true, ordering: .sequentiallyConsistent) { begin() }
    }

    private func run() -> Never {
        var tick = timespec(tv_sec: 0, tv_nsec: Int(Monitor.tick))
        while true {
            signal.wait()
            repeat {
                // SAFETY: the system reads a variable that lives as long as the call.
                repeat { unsafe nanosleep(&tick, nil) } while work()
                isAsleep.store(true, ordering: .sequentiallyConsistent)
                // Work that came before the store was seen woke nobody. If it is there, either this thread goes on, or
                // somebody has signalled since.
            } while work() && isAsleep.exchange(false, ordering: .sequentiallyConsistent)
        }
    }

    /// Without a thread, for the system has none left, runs go on as if nothing ever were late.
    private func begin() {
        SystemThread.start { [self] in
            #if canImport(Darwin)
            pthread_set_qos_class_self_np(QOS_CLASS_USER_INTERACTIVE, 0)
            #endif
            run()
        }
    }
}
