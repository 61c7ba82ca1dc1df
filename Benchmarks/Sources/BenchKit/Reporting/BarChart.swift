import Foundation

/// A report as an SVG picture: for each workload a bar a contender, on a logarithmic scale of nanoseconds.
public struct BarChart: CustomStringConvertible {
    public let description: String

    private static let labelWidth = 210.0
    private static let barsWidth = 560.0
    private static let valueWidth = 110.0
    private static let barHeight = 16.0

    public init(_ report: Report) {
        let medians = report.results.map { max($0.nsPerElement.median, 0.01) }
        let scale = Scale(least: medians.min() ?? 1, most: medians.max() ?? 10)
        var top = 52.0
        var body = ""
        for (title, results) in report.byWorkload {
            body += Self.text(title + " (ns per \(results[0].unit))", x: 8, y: top + 12, style: "title")
            top += 20
            for result in results {
                body += Self.bar(result, top: top, scale: scale)
                top += Self.barHeight + 3
            }
            top += 12
        }
        let width = Self.labelWidth + Self.barsWidth + Self.valueWidth
        description = Self.head(width: width, height: top, machine: report.machine) + body + "</svg>\n"
    }

    private struct Scale {
        let low: Double
        let high: Double

        init(least: Double, most: Double) {
            low = floor(log10(least)) - 0.2
            high = max(log10(most), low + 1)
        }

        func width(_ value: Double) -> Double {
            max(1, (log10(max(value, 0.01)) - low) / (high - low) * BarChart.barsWidth)
        }
    }

    private static func bar(_ result: Outcome, top: Double, scale: Scale) -> String {
        let median = result.nsPerElement.median
        let width = scale.width(median)
        let kind = result.contender.hasPrefix("dataflow") ? "ours" : "theirs"
        let base = top + barHeight - 4
        return text(result.contender, x: labelWidth - 8, y: base, style: "label")
            + "<rect class=\"\(kind)\" x=\"\(labelWidth)\" y=\"\(top)\" width=\"\(rounded(width))\" height=\"\(barHeight)\"/>\n"
            + text(Quantity.duration(median), x: labelWidth + width + 6, y: base, style: "value")
    }

    private static func text(_ text: String, x: Double, y: Double, style: String) -> String {
        let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        return "<text class=\"\(style)\" x=\"\(rounded(x))\" y=\"\(rounded(y))\">\(escaped)</text>\n"
    }

    private static func rounded(_ value: Double) -> String { String(format: "%.1f", value) }

    private static func head(width: Double, height: Double, machine: Machine) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(rounded(width)) \(rounded(height))" font-family="sans-serif">
        <style>
        svg { background: #fff } text { font-size: 11px; fill: #222 } .title { font-weight: bold; font-size: 12px }
        .label { text-anchor: end } .value { fill: #555 } .note { fill: #777; font-size: 10px }
        .ours { fill: #e8590c } .theirs { fill: #adb5bd }
        </style>
        \(text("Time per element, logarithmic: shorter is faster", x: 8, y: 18, style: "title"))\
        \(text(machine.summary, x: 8, y: 34, style: "note"))
        """
    }
}
