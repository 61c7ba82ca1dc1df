/// A source that feeds one run, as far as the plan is concerned.
@usableFromInline
package protocol RunClaim: AnyObject, Sendable {
    /// Takes the source for one run; false when another run has it or had it.
    func claim() -> Bool
    /// Gives it up unused.
    func unclaim()
}
