/// Decides what a source emits; a value that belongs to one run.
///
/// The node that holds it calls `next()` only while there is room downstream, and `close()` exactly once at the end.
public protocol SourceBehavior<Output>: SendableMetatype {
    associatedtype Output: Sendable

    /// The next element, or nil when there are no more.
    ///
    /// Throwing fails the node; what it emitted before is delivered first.
    mutating func next() throws -> Output?

    /// Called exactly once when the node ends, however it ends.
    mutating func close()
}

extension SourceBehavior {
    /// There is nothing to close.
    public mutating func close() {}
}
