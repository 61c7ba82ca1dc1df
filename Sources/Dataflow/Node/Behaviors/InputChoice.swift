/// Which input a fan-in takes from next.
public enum InputChoice: Sendable, Equatable {
    /// Any input that has an element; the ready ones take turns.
    case any
    /// Only this input; the others are held back.
    case only(Int)
}

/// Thrown when a fan-in's behavior chooses an input that can give nothing.
public struct InvalidInputChoice: Error, Equatable, CustomStringConvertible {
    /// The input that was chosen.
    public let input: Int
    /// How many inputs there are.
    public let count: Int

    @usableFromInline
    init(input: Int, count: Int) {
        self.input = input
        self.count = count
    }

    /// Whether there is such an input, and it has ended.
    public var hasEnded: Bool { (0..<count).contains(input) }

    public var description: String {
        let said = "input \(input) was chosen"
        if hasEnded { return "\(said) after it had ended; choose another in inputFinished(_:), or answer .finish." }
        return "\(said), but there are \(count); choose one of 0..<\(count)."
    }
}
