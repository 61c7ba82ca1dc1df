/// A workload's results in columns, for a terminal.
public struct TextTable: CustomStringConvertible {
    public let description: String

    public init(_ results: [Outcome]) {
        guard let first = results.first else {
            description = ""
            return
        }
        let lines = [ResultRow.head] + ResultRow.rows(results).map(\.cells)
        let used = ResultRow.head.indices.filter { column in lines.dropFirst().contains { !$0[column].isEmpty } }
        let widths = used.map { column in lines.map { $0[column].count }.max() ?? 0 }
        var text = "\(first.title)  (per \(first.unit))\n"
        for line in lines {
            let cells = zip(used, widths).map { column, width in
                let isText = column == 0 || column == ResultRow.head.count - 1
                return isText ? Self.left(line[column], width) : Self.right(line[column], width)
            }
            text += "  " + cells.joined(separator: "  ") + "\n"
        }
        description = text
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
