#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The worker that steps on this thread now, for code that a step calls without being told: what a lane's task does.
///
/// Elsewhere there is none, and whoever notifies a node counts as somebody outside.
@usableFromInline
enum CurrentWorker {
    // SAFETY: a worker stores itself when it begins to step on a thread and takes itself out before it leaves that
    // thread, so what is read is alive.
    /// Nil if the system has no more keys to give: then nobody has a worker, which costs time and nothing else.
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

    /// Runs `body` as a part of a worker's step; what the thread was before, it is again afterwards.
    static func stepping<Result>(_ worker: Worker, _ body: () -> Result) -> Result {
        guard let key else { return body() }
        let before = unsafe pthread_getspecific(key)
        unsafe pthread_setspecific(key, Unmanaged.passUnretained(worker).toOpaque())
        defer { unsafe pthread_setspecific(key, before) }
        return body()
    }
}
