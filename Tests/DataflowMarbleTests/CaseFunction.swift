import DataflowTesting

/// A closure of a case: the table of what it gave, or, if it did not always give the same, its calls in their order.
struct CaseFunction: Sendable {
    struct Threw: Error {}

    let calls: [CaseValue]
    /// How many calls were answered, where their order counts.
    private let answered: Watched<Int>?
    /// A closure that the case does not tell, but says what it does.
    private let known: (@Sendable ([CaseValue]) throws -> CaseValue)?

    /// Nil for what is no function, or one that is not told.
    init?(_ value: CaseValue?) {
        guard let value else { return nil }
        if value.kind == "closure" {
            guard let known = Self.known[value["is"]?.text ?? ""] else { return nil }
            (calls, answered, self.known) = ([], nil, known)
            return
        }
        guard value.kind == "function", let calls = value["calls"]?.list else { return nil }
        self.calls = calls
        answered = value["as"]?.text == "sequence" ? Watched(0) : nil
        known = nil
    }

    /// - Throws: ``Threw`` where the closure threw; ``CaseGraph/Unknown`` for arguments that it was never called with.
    func callAsFunction(_ arguments: CaseValue...) throws -> CaseValue { try self(arguments) }

    func callAsFunction(_ arguments: [CaseValue]) throws -> CaseValue {
        if let known { return try known(arguments) }
        if let answered {
            let number = answered.update { count in
                defer { count += 1 }
                return count
            }
            guard calls.indices.contains(number) else { throw CaseGraph.Unknown(.untold, "a further call") }
            return try answer(calls[number])
        }
        for call in calls {
            let known = call["in"]?.list ?? []
            guard known.count <= arguments.count, known == Array(arguments.prefix(known.count)) else { continue }
            return try answer(call)
        }
        throw CaseGraph.Unknown(.untold, "a call with \(arguments)")
    }

    private func answer(_ call: CaseValue) throws -> CaseValue {
        if call["throws"] != nil { throw Threw() }
        return call["out"] ?? .null
    }

    /// What the closure gave the one time that it was called; nil if it threw, or was never called.
    func only() throws -> CaseValue? {
        let answers = Set(calls)
        guard answers.count < 2 else { throw CaseGraph.Unknown(.untold, "several calls") }
        return calls.first?["out"]
    }

    private static let known: [String: @Sendable ([CaseValue]) throws -> CaseValue] = [
        "sum": { arguments in .number(arguments.reduce(0) { $0 + ($1.double ?? 0) }) },
        "doubled": { .number(2 * ($0[0].double ?? 0)) },
        "or -1": { $0[0] == .null ? .number(-1) : $0[0] },
        "itself": { $0[0] },
        "equals 4": { .bool($0[0] == .number(4)) },
        "texts joined": { .text($0.map { $0.double.map { "\(Int($0))" } ?? $0.text ?? "" }.joined()) },
        "never": { _ in .bool(false) },
        "always": { _ in .bool(true) },
        "throws testError": { _ in throw Threw() },
    ]
}
