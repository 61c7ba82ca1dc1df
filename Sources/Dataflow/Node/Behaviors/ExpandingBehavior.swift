/// A behavior that may answer one element with any number of elements: the common part of ``TransformBehavior``,
/// ``TimedBehavior`` and ``FanInBehavior``.
public protocol ExpandingBehavior<Output>: SendableMetatype {
    associatedtype Output: Sendable

    /// Called after an answer of ``Emission/several``, as often as there is room, until it gives nil.
    mutating func next() throws -> Output?
}

extension ExpandingBehavior {
    /// Emits nothing more.
    @inlinable
    public mutating func next() throws -> Output? { nil }

    /// Puts the elements of `next()` into free slots, up to number `room` or until the step is interrupted; true once
    /// there are no more.
    @inlinable @inline(__always)
    mutating func expand(
        into writer: MailboxSpan<Output>, _ room: Int, _ written: inout Int, _ worker: WorkerHandle
    ) throws -> Bool {
        while written < room {
            guard let element = try next() else { return true }
            writer.put(element, written)
            written &+= 1
            if worker.isInterrupted { break }
        }
        return false
    }
}
