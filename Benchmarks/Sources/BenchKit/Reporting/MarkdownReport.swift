/// A report as Markdown: a heading and a table for each workload.
public struct MarkdownReport: CustomStringConvertible {
    public let description: String

    public init(_ report: Report) {
        var text = "# Measurements\n\n\(report.machine.summary)\n\n"
        text += "Nanoseconds are per element, or per what the heading says; each median is over interleaved runs.\n"
        for (title, results) in report.byWorkload {
            text += "\n## \(title)\n\nPer \(results[0].unit).\n\n"
            text += Self.line(ResultRow.head)
            text += Self.line(ResultRow.head.indices.map { $0 == 0 || $0 == ResultRow.head.count - 1 ? "---" : "---:" })
            for row in ResultRow.rows(results) { text += Self.line(row.cells) }
        }
        description = text
    }

    private static func line(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |\n"
    }
}
