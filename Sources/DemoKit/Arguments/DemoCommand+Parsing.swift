extension DemoCommand {
    /// Reads the arguments, the program's name not among them.
    ///
    /// - Throws: ``UsageError`` for the first argument that cannot be followed.
    public init(arguments: [String]) throws(UsageError) {
        if arguments.first == "merge" {
            self = try Self.merge(arguments.dropFirst())
        } else {
            self = try Self.count(arguments)
        }
    }

    private static func merge(_ rest: ArraySlice<String>) throws(UsageError) -> DemoCommand {
        guard let argument = rest.first else { return .merge }
        if isHelp(argument) { return .help }
        throw .afterMerge(argument)
    }

    private static func count(_ arguments: [String]) throws(UsageError) -> DemoCommand {
        var options = CountOptions()
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if isHelp(argument) { return .help }
            if argument == "--" {
                for path in rest { try options.setPath(path) }
                break
            }
            if argument.hasPrefix("-"), argument != "-" {
                try options.apply(argument, &rest)
            } else {
                try options.setPath(argument)
            }
        }
        return .count(options)
    }

    private static func isHelp(_ argument: String) -> Bool { argument == "--help" || argument == "-h" }
}

extension CountOptions {
    fileprivate mutating func setPath(_ text: String) throws(UsageError) {
        if text.isEmpty { throw .emptyPath() }
        if let path { throw .secondPath(path, text) }
        path = text
    }

    /// Follows `--name value` or `--name=value`.
    fileprivate mutating func apply(_ argument: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let option = CountOption(rawValue: String(parts[0])) else { throw .unknown(String(parts[0])) }
        let attached = parts.count == 2 ? String(parts[1]) : nil
        guard option.takesValue else {
            if attached != nil { throw .unexpectedValue(option) }
            json = true
            return
        }
        guard let value = attached ?? rest.popFirst(), !value.isEmpty else { throw .missingValue(option) }
        try set(option, to: value)
    }

    private mutating func set(_ option: CountOption, to value: String) throws(UsageError) {
        switch option {
        case .capacity: capacity = try option.number(value, in: 1...65_536)
        case .parallelism: parallelism = try option.number(value, in: 1...256)
        case .top: top = try option.number(value, in: 0...10_000)
        case .diagram: diagram = value
        case .json: break
        }
    }
}

extension CountOption {
    fileprivate func number(_ text: String, in range: ClosedRange<Int>) throws(UsageError) -> Int {
        if text.hasPrefix("--") { throw .missingValue(self) }
        guard let number = Int(text), range.contains(number) else { throw .notInRange(self, text, range) }
        return number
    }
}
