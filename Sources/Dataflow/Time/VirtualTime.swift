/// Time that nobody sleeps through: whoever owns it says when a moment has come.
package protocol VirtualTime: AnyObject, Sendable {
    /// How much time has passed since it began.
    var now: Duration { get }

    /// Calls `action` once, when `moment` has come, unless it is forgotten before.
    ///
    /// May be called under a lock: `action` is never called from inside.
    /// - Returns: what to forget it by.
    func call(at moment: Duration, _ action: @escaping @Sendable () -> Void) -> UInt64

    /// Takes a call back; does nothing once it was made.
    /// - Returns: whether the call was still to come.
    @discardableResult
    func forget(_ call: UInt64) -> Bool
}
