/// What an element of a case is: any JSON. A value.
enum CaseValue: Sendable, Hashable, Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([CaseValue])
    case fields([String: CaseValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let bool = try? container.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([CaseValue].self) {
            self = .list(list)
        } else {
            self = .fields(try container.decode([String: CaseValue].self))
        }
    }

    subscript(key: String) -> CaseValue? {
        if case .fields(let fields) = self { fields[key] } else { nil }
    }

    /// The kind of what JSON cannot say itself: a function, a node, undefined, …
    var kind: String? { self["$"]?.text }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var list: [CaseValue]? { if case .list(let list) = self { list } else { nil } }
    var double: Double? { if case .number(let number) = self { number } else { nil } }
    var count: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }

    static let undefined = CaseValue.fields(["$": .text("undefined")])
    static func node(_ number: Int) -> CaseValue { .fields(["$": .text("node"), "id": .number(Double(number))]) }

    /// Whether JavaScript takes it for true.
    var isTrue: Bool {
        switch self {
        case .null: false
        case .bool(let bool): bool
        case .number(let number): number != 0
        case .text(let text): !text.isEmpty
        case .list: true
        case .fields: kind != "undefined" && kind != "NaN"
        }
    }

    func isLess(than other: CaseValue) -> Bool {
        switch (self, other) {
        case (.number(let left), .number(let right)): left < right
        case (.text(let left), .text(let right)): left < right
        default: false
        }
    }
}

extension CaseValue: CustomStringConvertible {
    var description: String {
        switch self {
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .number(let number): "\(number)"
        case .text(let text): "'\(text)'"
        case .list(let list): "\(list)"
        case .fields(let fields):
            kind ?? "{" + fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
                + "}"
        }
    }
}
