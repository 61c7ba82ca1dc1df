/// What became of an element that was offered to an inlet.
public enum InletAnswer: Sendable {
    /// The inlet holds it.
    case accepted
    /// There was no room; try again later, or `send` it.
    case full
    /// The inlet accepts nothing more.
    case closed(InletClosed)
}

/// Thrown to a sender whose inlet accepts nothing more.
public struct InletClosed: Error, CustomStringConvertible {
    /// Why an inlet is closed.
    public enum Reason: Sendable {
        /// `finish()` or `fail(_:)` was called.
        case finished
        /// The run that it fed wanted no more, or has ended.
        case runEnded(CancellationCause)
    }

    /// Why.
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
