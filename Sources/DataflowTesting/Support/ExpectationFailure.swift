import Dataflow

/// Thrown by every expectation of this module that is not met.
///
/// It says what was expected, what happened instead, and in which line.
public struct ExpectationFailure: Error, CustomStringConvertible {
    /// What was expected, and what happened.
    public let message: String
    /// The line of the test with the expectation.
    public let site: SourceSite

    package init(_ message: String, _ site: SourceSite) {
        self.message = message
        self.site = site
    }

    public var description: String { "\(site): \(message)" }
}
