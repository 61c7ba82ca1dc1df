/// Thrown for a text that is not a marble diagram.
public struct MarbleSyntaxError: Error, Equatable, CustomStringConvertible {
    /// The whole text.
    public let text: String
    /// The position of the error: how many characters stand before it.
    public let position: Int
    /// The problem there.
    public let problem: String
    /// What to write instead.
    public let repair: String

    /// The text with a mark under the position, and the repair.
    public var description: String {
        """
        not a marble diagram: \(problem)
            \(text)
            \(String(repeating: " ", count: position))^
        \(repair)
        """
    }
}
