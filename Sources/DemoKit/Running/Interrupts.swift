// A dispatch source may be cancelled from any thread; the module does not say so yet.
@unsafe @preconcurrency import Dispatch
import Foundation

/// The user's Ctrl-C, as a stream, instead of the end of the process.
///
/// While the stream lives the signal does nothing else; afterwards it does what it did before.
func interrupts() -> AsyncStream<Void> {
    AsyncStream { continuation in
        let previous = signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler { continuation.yield() }
        continuation.onTermination = { _ in
            source.cancel()
            signal(SIGINT, previous)
        }
        source.activate()
    }
}
