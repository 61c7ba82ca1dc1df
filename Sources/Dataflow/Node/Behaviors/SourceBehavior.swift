/// Decides what a source emits; a value that belongs to one run.
///
/// The node around it calls `next()` only while there is room downstream, and `close()` exactly once at the end.
public protocol SourceBehavior<Output>: SendableMetatype {
    associatedtype Output: Sendable

    /// The next element, or nil when there are no more.
    ///
    /// If it throws, the node fails; consumers first get the elements emitted before.
    mutating func next() throws -> Output?

    /// Called exactly once when the node ends, however it ends.
    mutating func close()
}

extension SourceBehavior {
    /// Closes nothing.
    public mutating func close() {}
}
