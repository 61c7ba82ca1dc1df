/// An inlet, as far as the plan is concerned.
@usableFromInline
package protocol InletClaim: AnyObject, Sendable {
    /// Takes the inlet for one run; false when another run has it or had it.
    func claim() -> Bool
    /// Gives it up unused.
    func unclaim()
}
