#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The worker that steps on this thread now, for code that a step calls without passing its worker: a lane's task.
///
/// On any other thread there is none, and a notification counts as external.
@usableFromInline
enum CurrentWorker {
    // SAFETY: a worker stores itself when it begins to step on a thread, and removes itself before it leaves the
    // thread, so the pointer that is read is alive. Nil if the system has no keys left: then no thread has a worker,
    // which costs time and nothing else.
    private static let key: pthread_key_t? = {
        var key = pthread_key_t()
        return unsafe pthread_key_create(&key, nil) == 0 ? key : nil
    }()

    /// The worker of this scheduler that steps on this thread.
    @usableFromInline
    static func of(_ scheduler: Scheduler) -> WorkerHandle? {
        guard let key, let found = unsafe pthread_getspecific(key) else { return nil }
        let worker = unsafe Unmanaged<Worker>.fromOpaque(found).takeUnretainedValue()
        return worker.scheduler === scheduler ? worker.handle : nil
    }

    /// Runs `body` as a part of a worker's step; afterwards the thread has the worker that it had before.
    static func stepping<Result>(_ worker: Worker, _ body: () -> Result) -> Result {
        guard let key else { return body() }
        let before = unsafe pthread_getspecific(key)
        unsafe pthread_setspecific(key, Unmanaged.passUnretained(worker).toOpaque())
        defer { unsafe pthread_setspecific(key, before) }
        return body()
    }
}
