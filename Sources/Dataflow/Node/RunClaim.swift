/// A source that can feed only one run, as the plan sees it.
@usableFromInline
package protocol RunClaim: AnyObject, Sendable {
    /// Takes the source for one run; false if another run has or had it.
    func claim() -> Bool
    /// Gives the source up unused.
    func unclaim()
}
