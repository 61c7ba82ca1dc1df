import Dataflow

/// Thrown by everything in this module that expects something, when it was not so.
///
/// It says what was expected, what happened instead, and in which line.
public struct ExpectationFailure: Error, CustomStringConvertible {
    /// What was expected, and what happened.
    public let message: String
    /// The line of the test that expected it.
    public let site: SourceSite

    package init(_ message: String, _ site: SourceSite) {
        self.message = message
        self.site = site
    }

    public var description: String { "\(site): \(message)" }
}
