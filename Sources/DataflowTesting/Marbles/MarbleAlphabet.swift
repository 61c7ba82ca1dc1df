/// The letters of values; a value without a letter gets one when it comes. A value.
struct MarbleAlphabet<Value> {
    private let letters: [Character: Value]
    private let isEqual: (Value, Value) -> Bool
    /// The letter that a value has by itself.
    private let natural: (Value) -> Character?
    /// Values that have no letter of the test's.
    private(set) var strangers: [(letter: Character, value: Value)] = []

    init(
        _ letters: [Character: Value], natural: @escaping (Value) -> Character? = { _ in nil },
        isEqual: @escaping (Value, Value) -> Bool
    ) {
        self.letters = letters
        self.natural = natural
        self.isEqual = isEqual
    }

    mutating func letter(for value: Value) -> Character {
        if let letter = natural(value) { return letter }
        if let known = letters.filter({ isEqual($0.value, value) }).keys.sorted().first { return known }
        if let stranger = strangers.first(where: { isEqual($0.value, value) }) { return stranger.letter }
        let letter = Self.spare.first { spare in
            letters[spare] == nil && !strangers.contains { $0.letter == spare }
        }
        strangers.append((letter ?? "?", value))
        return letter ?? "?"
    }

    private static var spare: String { "αβγδεζηθικλμνξοπρστυφχψω" }
}

extension MarbleAlphabet<String> {
    /// Each letter stands for itself.
    static var plain: MarbleAlphabet {
        MarbleAlphabet([:], natural: { $0.count == 1 && ($0.first!.isLetter || $0.first!.isNumber) ? $0.first : nil }) {
            $0 == $1
        }
    }
}
