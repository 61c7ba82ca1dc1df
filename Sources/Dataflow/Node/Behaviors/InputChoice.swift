/// The input from which a fan-in takes next.
public enum InputChoice: Sendable, Equatable {
    /// Any input that has an element; ready inputs take turns.
    case any
    /// Only this input; the others wait.
    case only(Int)
    /// Only this input from now on: the others are cancelled with the cause *finished*.
    case forGood(Int)
}

/// Thrown when a fan-in's behavior chooses an input that cannot give an element.
public struct InvalidInputChoice: Error, Equatable, CustomStringConvertible {
    /// The chosen input.
    public let input: Int
    /// How many inputs there are.
    public let count: Int

    @usableFromInline
    init(input: Int, count: Int) {
        self.input = input
        self.count = count
    }

    /// Whether the chosen input exists, and so has ended.
    public var hasEnded: Bool { (0..<count).contains(input) }

    public var description: String {
        let choice = "input \(input) was chosen"
        if hasEnded { return "\(choice) after it had ended; choose another in inputFinished(_:), or answer .finish." }
        return "\(choice), but there are \(count); choose one of 0..<\(count)."
    }
}
