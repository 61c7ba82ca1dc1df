public import Foundation

/// Everything that a run of the benchmark found out; this is what the JSON file holds.
public struct Report: Codable, Sendable {
    public let machine: Machine
    public var results: [Outcome]

    public init(machine: Machine, results: [Outcome] = []) {
        self.machine = machine
        self.results = results
    }

    public init(contentsOf file: String) throws {
        self = try JSONDecoder().decode(Report.self, from: Data(contentsOf: URL(filePath: file)))
    }

    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// The results of one workload after the other.
    var byWorkload: [(title: String, results: [Outcome])] {
        var titles: [String] = []
        var grouped: [String: [Outcome]] = [:]
        for result in results {
            if grouped[result.title] == nil { titles.append(result.title) }
            grouped[result.title, default: []].append(result)
        }
        return titles.map { ($0, grouped[$0] ?? []) }
    }
}
