import Foundation

/// How numbers are written for people.
enum Quantity {
    /// Three digits that count: `1.23`, `45.6`, `789`, `12,345`.
    static func number(_ value: Double) -> String {
        let size = abs(value)
        if size < 10 { return String(format: "%.2f", value) }
        if size < 100 { return String(format: "%.1f", value) }
        return grouped(Int(value.rounded()))
    }

    /// `12.3 M`
    static func rate(_ value: Double) -> String {
        scaled(value, by: 1000, units: ["", " k", " M", " G", " T"])
    }

    /// `12.3 MiB`
    static func bytes(_ value: Double) -> String {
        scaled(value, by: 1024, units: [" B", " KiB", " MiB", " GiB"])
    }

    /// `12.3 µs`
    static func duration(_ nanoseconds: Double) -> String {
        scaled(nanoseconds, by: 1000, units: [" ns", " µs", " ms", " s"])
    }

    /// `0`, `0.004`, `2.50`
    static func allocations(_ value: Double) -> String {
        if abs(value) < 0.0005 { return "0" }
        return abs(value) < 1 ? String(format: "%.3f", value) : number(value)
    }

    private static func scaled(_ value: Double, by base: Double, units: [String]) -> String {
        var value = value
        var unit = 0
        while abs(value) >= base, unit < units.count - 1 {
            value /= base
            unit += 1
        }
        return number(value) + units[unit]
    }

    private static func grouped(_ value: Int) -> String {
        var digits = String(abs(value))
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.append(digits.suffix(3)[...])
            digits = String(digits.dropLast(3))
        }
        let text = ([digits[...]] + groups.reversed()).joined(separator: ",")
        return value < 0 ? "-" + text : text
    }
}
