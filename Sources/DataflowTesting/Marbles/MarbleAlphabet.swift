/// The names of values; a value without a name gets one when it comes. A value.
struct MarbleAlphabet<Value> {
    private let names: [String: Value]
    private let isEqual: (Value, Value) -> Bool
    /// The name that a value has by itself.
    private let natural: (Value) -> String?
    /// Values that have no name of the test's.
    private(set) var strangers: [(name: String, value: Value)] = []

    init(
        _ names: [String: Value], natural: @escaping (Value) -> String? = { _ in nil },
        isEqual: @escaping (Value, Value) -> Bool
    ) {
        self.names = names
        self.natural = natural
        self.isEqual = isEqual
    }

    mutating func name(for value: Value) -> String {
        if let name = natural(value) { return name }
        if let known = names.filter({ isEqual($0.value, value) }).keys.sorted().first { return known }
        if let stranger = strangers.first(where: { isEqual($0.value, value) }) { return stranger.name }
        let letter = Self.spare.first { spare in
            names[spare] == nil && !strangers.contains { $0.name == spare }
        }
        strangers.append((letter ?? "?", value))
        return letter ?? "?"
    }

    private static var spare: [String] { "αβγδεζηθικλμνξοπρστυφχψω".map(String.init) }
}

extension MarbleAlphabet where Value: Equatable {
    init<Name: Hashable & LosslessStringConvertible>(_ names: [Name: Value]) {
        self.init(named(names)) { $0 == $1 }
    }
}

extension MarbleAlphabet<String> {
    /// Each letter stands for itself, and so does each word that the test draws.
    static func plain(_ diagrams: [MarbleDiagram]) -> MarbleAlphabet {
        let events = Set(diagrams.flatMap(\.events))
        return MarbleAlphabet([:]) { value in
            MarbleDiagram.Event.isLetter(value) || events.contains(.element(value)) ? value : nil
        } isEqual: {
            $0 == $1
        }
    }
}

/// The values by their names as text: a test may write those as characters or as strings.
func named<Name: Hashable & LosslessStringConvertible, Value>(_ values: [Name: Value]) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: values.map { ($0.key.description, $0.value) })
}
