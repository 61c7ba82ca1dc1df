import Dispatch

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A thread that runs one body after the other, each when it is told to.
final class ParticipantThread: @unchecked Sendable {
    // SAFETY: `body` is written before `go` is signalled and read after it was waited for.
    private let go = DispatchSemaphore(value: 0)
    private var body: (() -> Void)?

    init() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let failure = pthread_create(
            &thread, nil,
            { context in
                // The explorer's threads are few and stay until the process ends.
                Unmanaged<ParticipantThread>.fromOpaque(context!).takeRetainedValue().run()
                return nil
            }, context)
        precondition(failure == 0, "no more threads")
    }

    func start(_ body: @escaping () -> Void) {
        self.body = body
        go.signal()
    }

    private func run() {
        while true {
            go.wait()
            let body = body.take()
            body?()
        }
    }
}
