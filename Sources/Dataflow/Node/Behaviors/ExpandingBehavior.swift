/// A behavior that may answer one element with any number of them: what ``TransformBehavior``, ``TimedBehavior`` and
/// ``FanInBehavior`` have in common.
public protocol ExpandingBehavior<Output>: SendableMetatype {
    associatedtype Output: Sendable

    /// Called after an answer of ``Emission/several`` as often as there is room, until it gives nil.
    mutating func next() throws -> Output?
}

extension ExpandingBehavior {
    /// There is nothing more.
    @inlinable
    public mutating func next() throws -> Output? { nil }

    /// Puts what `next()` gives into free slots, up to number `room`; true once there is nothing more.
    @inlinable @inline(__always)
    mutating func expand(into writer: MailboxSpan<Output>, _ room: Int, _ written: inout Int) throws -> Bool {
        while written < room {
            guard let element = try next() else { return true }
            writer.put(element, written)
            written &+= 1
        }
        return false
    }
}
