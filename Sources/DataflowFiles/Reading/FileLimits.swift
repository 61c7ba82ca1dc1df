import Dataflow

/// The limits of this module's arguments: a larger argument is a finding.
enum FileLimits {
    /// The bytes of a piece and of a line: a mailbox may hold several of them.
    static let piece = 1...(1 << 30)
    static let line = 1...(1 << 30)

    static func problem(piece size: Int) -> String? {
        problem(size, in: piece, "a piece of \(size) bytes", tooSmall: "holds nothing")
    }

    static func problem(line limit: Int) -> String? {
        problem(limit, in: line, "a limit of \(limit) bytes", tooSmall: "leaves no room for a line")
    }

    private static func problem(_ value: Int, in range: ClosedRange<Int>, _ name: String, tooSmall: String) -> String? {
        if value < range.lowerBound { return "\(name) \(tooSmall)." }
        return value > range.upperBound ? "\(name) is more than the \(range.upperBound) that are allowed." : nil
    }
}

extension ClosedRange {
    /// The value, or the nearest one in the range: for objects that are built although they will not run.
    func clamp(_ value: Bound) -> Bound { Swift.min(Swift.max(value, lowerBound), upperBound) }
}
