/// An inlet, as the plan sees it.
@usableFromInline
package protocol InletClaim: RunClaim {}
