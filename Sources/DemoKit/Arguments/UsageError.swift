/// Arguments that the demo cannot follow, with the repair.
public struct UsageError: Error, Equatable, CustomStringConvertible {
    /// What is wrong.
    public let problem: String
    /// What to write instead.
    public let repair: String

    public var description: String { "\(problem) \(repair)" }
}

extension UsageError {
    static func unknown(_ option: String) -> UsageError {
        let names = CountOption.allCases.map(\.rawValue) + ["--help"]
        let close = names.map { ($0, editDistance($0, option)) }.min { $0.1 < $1.1 }
        let hint = close.flatMap { $0.1 <= 3 ? "Did you mean \($0.0)? " : nil } ?? ""
        return UsageError(
            problem: "There is no option \(option).",
            repair: "\(hint)Write --help for the list; for a path that starts with a dash write -- before it."
        )
    }

    static func missingValue(_ option: CountOption) -> UsageError {
        UsageError(problem: "\(option.rawValue) needs a value.", repair: "Write, for example, \(option.example).")
    }

    static func notInRange(_ option: CountOption, _ text: String, _ range: ClosedRange<Int>) -> UsageError {
        UsageError(
            problem: "\(option.rawValue) cannot be \"\(text)\".",
            repair:
                "Give a whole number from \(range.lowerBound) to \(range.upperBound), for example \(option.example)."
        )
    }

    static func unexpectedValue(_ option: CountOption) -> UsageError {
        UsageError(problem: "\(option.rawValue) takes no value.", repair: "Write \(option.rawValue) alone.")
    }

    static func secondPath(_ first: String, _ second: String) -> UsageError {
        UsageError(
            problem: "Two paths were given: \"\(first)\" and \"\(second)\".",
            repair: "Give one; run the demo once for each tree, or give the directory that holds both."
        )
    }

    static func emptyPath() -> UsageError {
        UsageError(problem: "The path is empty.", repair: "Give a file or a directory, or leave it out.")
    }

    static func afterMerge(_ argument: String) -> UsageError {
        UsageError(
            problem: "merge takes no arguments, but \"\(argument)\" follows it.",
            repair: "Write merge alone; for a directory called merge write ./merge."
        )
    }
}

/// How many letters must be added, removed or replaced to turn one text into the other.
func editDistance(_ one: String, _ other: String) -> Int {
    let other = Array(other)
    var row = Array(0...other.count)
    for (i, letter) in one.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for j in other.indices {
            let replaced = diagonal + (letter == other[j] ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
        }
    }
    return row[other.count]
}
