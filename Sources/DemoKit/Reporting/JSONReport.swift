import Foundation

/// The result for programs. Keys are only ever added.
struct JSONReport: Encodable {
    let totals: Counts
    let types: [String: Counts]
    let top: [WordCount]
    /// By how much a word's count may be too low.
    let topShortfall: Int
    let nodes: [NodeCount]
    let seconds: Double
    /// The first thousand.
    let problems: [Problem]
    let problemCount: Int
    let partial: Bool

    init(_ result: CountResult) {
        totals = result.table.totals
        types = result.table.types
        top = result.top
        topShortfall = result.shortfall
        nodes = result.nodes
        seconds = result.seconds
        problems = result.problems.first.sorted { ($0.path, $0.kind.rawValue) < ($1.path, $1.kind.rawValue) }
        problemCount = result.problems.count
        partial = result.isPartial
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
