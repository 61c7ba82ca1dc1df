/// A value that code can reach only while it holds the value's spin lock.
@usableFromInline
@safe package final class Guarded<Value>: @unchecked Sendable {
    // SAFETY: `value` is touched only inside `withLock`, which admits one caller at a time. The value has memory of its
    // own, so that Swift makes no exclusivity checks, which would cost as much as the lock.
    @usableFromInline let value: UnsafeMutablePointer<Value>
    @usableFromInline let lock = SpinLock()

    @usableFromInline
    package init(_ initial: consuming sending Value) {
        unsafe value = .allocate(capacity: 1)
        unsafe value.initialize(to: initial)
    }

    deinit {
        unsafe value.deinitialize(count: 1)
        unsafe value.deallocate()
    }

    /// Runs `body` with the value; the limits of ``SpinLock/withLock(_:)`` hold.
    @inlinable
    package func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try lock.withLock { () throws(Failure) -> Result in try unsafe body(&value.pointee) }
    }
}
