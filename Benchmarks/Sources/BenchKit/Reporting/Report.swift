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

    /// The results of these workloads and contenders only, in their order.
    public func keeping(_ workloads: [Workload]) -> Report {
        var kept = Report(machine: machine)
        for workload in workloads {
            let names = Set(workload.contenders.map(\.name))
            for var result in results where result.workload == workload.name && names.contains(result.contender) {
                guard result.parameters.key == workload.parameters.key else { continue }
                // A file knows no order of parameters; the workload does.
                result.parameters = workload.parameters
                kept.results.append(result)
            }
        }
        return kept
    }

    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// The results of one workload after the other.
    public var byWorkload: [(title: String, results: [Outcome])] {
        var titles: [String] = []
        var grouped: [String: [Outcome]] = [:]
        for result in results {
            if grouped[result.title] == nil { titles.append(result.title) }
            grouped[result.title, default: []].append(result)
        }
        return titles.map { ($0, grouped[$0] ?? []) }
    }
}
