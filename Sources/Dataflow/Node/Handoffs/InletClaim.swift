/// An inlet, as far as the plan is concerned.
@usableFromInline
package protocol InletClaim: RunClaim {}
