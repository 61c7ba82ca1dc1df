/// A whole number with a comma at every third digit.
func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
        if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
        text.append(digit)
    }
    return text
}

/// A number with a fixed count of decimals.
func fixed(_ number: Double, _ decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((number.magnitude * Double(scale)).rounded())
    let fraction = String(scaled % scale + scale).dropFirst()
    return "\(number < 0 ? "-" : "")\(grouped(scaled / scale)).\(fraction)"
}

/// Rows as columns: the first flush left, the others flush right.
func columns(_ rows: [[String]]) -> String {
    let count = rows.first?.count ?? 0
    let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
        let cells = row.indices.map { column in
            let padding = String(repeating: " ", count: widths[column] - row[column].count)
            return column == 0 ? row[column] + padding : padding + row[column]
        }
        return "  " + cells.joined(separator: "  ")
    }
    return lines.joined(separator: "\n")
}
