#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The worker that steps a lane on this thread now, for the lane's task, to which a step cannot pass its worker.
///
/// On any other thread there is none, and a notification counts as external.
@usableFromInline
enum CurrentWorker {
    // SAFETY: a worker is stored when it begins to step a lane on a thread, and removed before that step ends, so the
    // pointer that is read is alive. Nil if the system has no keys left: then no thread has a worker,
    // which costs time and nothing else.
    private static let key: pthread_key_t? = {
        var key = pthread_key_t()
        return unsafe pthread_key_create(&key, nil) == 0 ? key : nil
    }()

    /// The worker of this scheduler that steps on this thread.
    @usableFromInline
    static func of(_ scheduler: Scheduler) -> WorkerHandle? {
        guard let worker = ofThread, worker.scheduler === scheduler else { return nil }
        return worker.handle
    }

    /// The node whose task calls, of whatever run.
    static var nodeOfLane: ScheduleCell? { ofThread?.handle.nodeOfLane }

    /// Whether the calling code is a closure of some run.
    static var isInLane: Bool { ofThread != nil }

    private static var ofThread: Worker? {
        guard let key, let found = unsafe pthread_getspecific(key) else { return nil }
        return unsafe Unmanaged<Worker>.fromOpaque(found).takeUnretainedValue()
    }

    /// Runs `body` as a lane's step; afterwards the thread has the worker that it had before: a closure may run another
    /// graph's lane inside of its own step.
    static func inLane(_ lane: Lane, _ worker: WorkerHandle, _ body: () -> Void) {
        guard let key else { return body() }
        let before = unsafe pthread_getspecific(key)
        unsafe pthread_setspecific(key, worker.worker.toOpaque())
        worker.enter(lane)
        defer {
            worker.enter(nil)
            unsafe pthread_setspecific(key, before)
        }
        body()
    }
}
