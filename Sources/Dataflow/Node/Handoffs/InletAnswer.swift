/// An inlet's answer to an element.
public enum InletAnswer: Sendable {
    /// The inlet holds the element.
    case accepted
    /// There is no room; try again later, or use `send`.
    case full
    /// The inlet accepts nothing more.
    case closed(InletClosed)
}

/// Thrown to a sender when its inlet accepts nothing more.
public struct InletClosed: Error, CustomStringConvertible {
    /// Why an inlet is closed.
    public enum Reason: Sendable {
        /// Somebody called `finish()` or `fail(_:)`.
        case finished
        /// The run that the inlet fed wanted no more, or has ended.
        case runEnded(CancellationCause)
    }

    /// Why the inlet is closed.
    public let reason: Reason

    @usableFromInline
    init<Element, Sender>(_ closing: InletQueue<Element, Sender>.Closing) {
        switch closing {
        case .finished, .failed: reason = .finished
        case .refused(let cause): reason = .runEnded(cause)
        }
    }

    public var description: String {
        switch reason {
        case .finished: "the inlet was finished; send before finish() or fail(_:), or make another inlet."
        case .runEnded(let cause):
            "the run that the inlet fed takes no more elements (\(cause)); make an inlet for each run."
        }
    }
}
