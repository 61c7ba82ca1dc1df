import Dataflow
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Waits for descriptors on one thread of the process, so that a pipe that is silent holds up no worker, and a task that is
/// cancelled need not wait for the pipe.
///
/// The thread begins with the first wait and lives as long as the process. Each time anything happens it looks at all
/// descriptors: right for the pipes of a program, not for the connections of a large server.
final class ReadinessWatch: Sendable {
    static let shared = ReadinessWatch()

    private struct State {
        var line = ReadinessLine<CheckedContinuation<Bool, Never>>()
        /// Interrupts the thread's wait; nil until it has begun.
        var bell: Bell?
    }

    private let state = Mutex(State())

    /// Waits until a call would not wait. Returns at once when the task is cancelled.
    ///
    /// - Throws: a `CancellationError`, or a ``SystemError`` when the system has no descriptors left.
    nonisolated(nonsending) func wait(for readiness: Readiness, of descriptor: Int32) async throws {
        try Task.checkCancellation()
        if readiness.isThere(descriptor) { return }
        try begin()
        let ticket = state.withLock { $0.line.ticket() }
        let wish = ReadinessWish(ticket: ticket, readiness: readiness, descriptor: descriptor)
        let isThere = await withTaskCancellationHandler {
            await withCheckedContinuation { enter(wish, $0) }
        } onCancel: {
            let waiter = state.withLock { $0.line.leave(ticket) }
            // The thread asks for this descriptor until it is woken, and finds nobody who wants to know.
            waiter?.resume(returning: false)
        }
        if !isThere { throw CancellationError() }
    }

    /// Whether somebody waits for a descriptor.
    func isAwaiting(_ descriptor: Int32) -> Bool {
        state.withLock { $0.line.wishes }.contains { $0.descriptor == descriptor }
    }

    private func enter(_ wish: ReadinessWish, _ waiter: CheckedContinuation<Bool, Never>) {
        let bell = state.withLock { state -> Bell? in
            // A handler that has run already found nobody to resume.
            if Task.isCancelled { return nil }
            state.line.enter(wish, waiter)
            return state.bell
        }
        if let bell { bell.ring() } else { waiter.resume(returning: false) }
    }

    private func begin() throws(SystemError) {
        try state.withLock { state throws(SystemError) in
            guard state.bell == nil else { return }
            let bell = try Bell()
            guard SystemThread.start({ [self] in run(bell) }) else { throw .noThread }
            state.bell = bell
        }
    }

    private func run(_ bell: Bell) -> Never {
        while true {
            let wishes = state.withLock { $0.line.wishes }
            var polled = wishes.map(\.polled) + [bell.polled]
            // SAFETY: the system writes into the array, which lives as long as the call.
            _ = unsafe poll(&polled, nfds_t(polled.count), -1)
            bell.silence()
            for (wish, answer) in zip(wishes, polled) where answer.revents != 0 {
                state.withLock { $0.line.leave(wish.ticket) }?.resume(returning: true)
            }
        }
    }
}

/// Ends the wait of the thread that listens: a pipe to oneself, which the process keeps.
private struct Bell: Sendable {
    private let listening: Int32
    private let ringing: Int32

    init() throws(SystemError) {
        var ends: [Int32] = [0, 0]
        // SAFETY: the system writes two numbers into an array that has two.
        guard unsafe pipe(&ends) == 0 else { throw .last }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (listening, ringing) = (ends[0], ends[1])
    }

    var polled: pollfd { Readiness.reading.polled(listening) }

    func ring() {
        var byte: UInt8 = 1
        // SAFETY: one byte is read from a variable. A pipe that is full rings already.
        _ = unsafe writeDescriptor(ringing, &byte, 1)
    }

    func silence() {
        var bytes: [UInt8] = Array(repeating: 0, count: 64)
        // SAFETY: the array has room for as many bytes.
        while unsafe readDescriptor(listening, &bytes, bytes.count) > 0 {}
    }
}
