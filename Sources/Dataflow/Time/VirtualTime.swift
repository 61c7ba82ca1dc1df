/// Time on which nothing sleeps: its owner says when a moment has come.
package protocol VirtualTime: AnyObject, Sendable {
    /// How much time has passed since the beginning.
    var now: Duration { get }

    /// Calls `action` once, when `moment` has come, unless the call is taken back before.
    ///
    /// It may be called under a lock: it never calls `action` itself.
    /// - Returns: an identifier to take the call back.
    func call(at moment: Duration, _ action: @escaping @Sendable () -> Void) -> UInt64

    /// Takes a call back; does nothing if the call was made.
    /// - Returns: whether the call was still to come.
    @discardableResult
    func forget(_ call: UInt64) -> Bool
}
