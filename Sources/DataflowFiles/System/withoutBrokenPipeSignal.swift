#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Makes a call that writes, so that a pipe nobody reads is an error and not the end of the process.
///
/// The signal that the system sends is kept from the calling thread, and taken away if it came. A process that ignores or
/// handles it anyway notices nothing.
func withoutBrokenPipeSignal(_ call: () throws(SystemError) -> Int) throws(SystemError) -> Int {
    var (signals, before, pending) = (sigset_t(), sigset_t(), sigset_t())
    // SAFETY: the system reads and writes sets that live as long as the calls. What this thread blocks meanwhile is its own.
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe sigpending(&pending)
    let wasPending = unsafe sigismember(&pending, SIGPIPE) == 1
    unsafe pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    do throws(SystemError) {
        return try call()
    } catch {
        if error.isGone, !wasPending { takeAway(&signals) }
        throw error
    }
}

private func takeAway(_ signals: inout sigset_t) {
    var (pending, number) = (sigset_t(), Int32(0))
    unsafe sigpending(&pending)
    // A signal that is ignored is never pending.
    if unsafe sigismember(&pending, SIGPIPE) == 1 { unsafe sigwait(&signals, &number) }
}
