/// A text that is no marble diagram.
public struct MarbleSyntaxError: Error, Equatable, CustomStringConvertible {
    /// The whole text.
    public let text: String
    /// Where it is wrong: how many characters stand before.
    public let position: Int
    /// What is wrong there.
    public let problem: String
    /// What to write instead.
    public let repair: String

    /// The text with a mark under the place, and what to do.
    public var description: String {
        """
        not a marble diagram: \(problem)
            \(text)
            \(String(repeating: " ", count: position))^
        \(repair)
        """
    }
}
