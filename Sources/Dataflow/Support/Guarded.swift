/// A value that can be reached only while its spin lock is held.
@usableFromInline
final class Guarded<Value>: @unchecked Sendable {
    // SAFETY: `value` is touched only inside `withLock`, which admits one caller at a time.
    private var value: Value
    private let lock = SpinLock()

    @usableFromInline
    init(_ value: consuming sending Value) {
        self.value = value
    }

    /// Runs `body` with the value; the same limits as for ``SpinLock/withLock(_:)`` hold.
    @usableFromInline
    func withLock<Result, Failure: Error>(_ body: (inout Value) throws(Failure) -> Result) throws(Failure) -> Result {
        try lock.withLock { () throws(Failure) -> Result in try body(&value) }
    }
}
