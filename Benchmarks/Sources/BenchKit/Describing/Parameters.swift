/// The settings of a workload, in the order in which they are shown.
public struct Parameters: Sendable, Hashable, ExpressibleByDictionaryLiteral, CustomStringConvertible {
    public var pairs: [Pair]

    public struct Pair: Sendable, Hashable {
        public let name: String
        public let value: ParameterValue
    }

    public init(dictionaryLiteral elements: (String, ParameterValue)...) {
        pairs = elements.map { Pair(name: $0.0, value: $0.1) }
    }

    /// `maps=8 capacity=256`
    public var description: String {
        pairs.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
    }

    /// The same for the same settings in any order.
    var key: String {
        pairs.map { "\($0.name)=\($0.value)" }.sorted().joined(separator: " ")
    }
}

extension Parameters: Codable {
    public init(from decoder: any Decoder) throws {
        let dictionary = try decoder.singleValueContainer().decode([String: ParameterValue].self)
        pairs = dictionary.sorted { $0.key < $1.key }.map { Pair(name: $0.key, value: $0.value) }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Dictionary(uniqueKeysWithValues: pairs.map { ($0.name, $0.value) }))
    }
}
