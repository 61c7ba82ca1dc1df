/// The result for people.
struct TextReport {
    let result: CountResult

    var text: String {
        [heading, table, words, speed, diagram].filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private var heading: String {
        result.isPartial ? "PARTIAL: interrupted; this is what was counted so far of \(result.path)." : result.path
    }

    private var table: String {
        let rows = result.table.rows(40) + [(type: "total", counts: result.table.totals)]
        let cells = rows.map { row in
            [row.type] + [row.counts.files, row.counts.lines, row.counts.words, row.counts.bytes].map(grouped)
        }
        return columns([["type", "files", "lines", "words", "bytes"]] + cells)
    }

    private var words: String {
        guard !result.top.isEmpty else { return "" }
        let rows = columns(result.top.map { [$0.word, grouped($0.count)] })
        return "\(wordsHeading)\n\(rows)"
    }

    private var wordsHeading: String {
        let title = "The commonest words (runs of letters)"
        guard result.shortfall > 0 else { return "\(title):" }
        return "\(title), approximately: there were too many to keep them all, and each count may be up to "
            + "\(grouped(result.shortfall)) too low:"
    }

    private var speed: String {
        let seconds = max(result.seconds, 0.000_001)
        let perSecond = grouped(Int(Double(result.elements) / seconds))
        let megabytes = fixed(Double(result.table.totals.bytes) / 1_000_000 / seconds, 1)
        return "\(grouped(result.elements)) elements in \(fixed(seconds, 3)) s: "
            + "\(perSecond) elements/s, \(megabytes) MB/s."
    }

    private var diagram: String {
        result.diagram.isEmpty ? "" : "The graph, with what each node has done (Mermaid):\n\n\(result.diagram)"
    }
}
