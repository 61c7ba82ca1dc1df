#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A thread of the system's own, for work that must not wait for a thread of the app's pool.
package enum SystemThread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a thread that runs `body` and ends; false if the system has none left.
    @discardableResult
    package static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        // SAFETY: the thread releases what is retained here; without a thread, this function does.
        let body = unsafe Unmanaged.passRetained(Body(body))
        #if canImport(Darwin)
        var thread: pthread_t?
        let error = unsafe pthread_create(
            &thread, nil,
            { body in
                Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        #else
        var thread = pthread_t()
        let error = unsafe pthread_create(
            &thread, nil,
            { body in
                unsafe Unmanaged<Body>.fromOpaque(body!).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        #endif
        guard error == 0 else {
            unsafe body.release()
            return false
        }
        #if canImport(Darwin)
        if let thread = unsafe thread { unsafe pthread_detach(thread) }
        #else
        pthread_detach(thread)
        #endif
        return true
    }
}
