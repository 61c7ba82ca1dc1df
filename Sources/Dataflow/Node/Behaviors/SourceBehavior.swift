/// Decides what a source emits; a value that belongs to one run.
///
/// The node around it calls `next()` only while there is room downstream, and `close()` exactly once at the end.
public protocol SourceBehavior<Output>: SendableMetatype {
    associatedtype Output: Sendable

    /// Whether `next()` always answers at once, as a collection's iterator does. Then the consumer may see elements a
    /// batch later, which costs less; otherwise each one is there as soon as `next()` has given it. False unless a
    /// behavior says so.
    static var isPrompt: Bool { get }

    /// The next element, or nil when there are no more.
    ///
    /// If it throws, the node fails; consumers first get the elements emitted before.
    mutating func next() throws -> Output?

    /// Called exactly once when the node ends, however it ends.
    mutating func close()
}

extension SourceBehavior {
    /// Each element is shown at once.
    @inlinable
    public static var isPrompt: Bool { false }

    /// Closes nothing.
    @inlinable
    public mutating func close() {}
}
