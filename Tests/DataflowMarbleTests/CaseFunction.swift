/// A closure of a case, as the table of what it gave.
struct CaseFunction: Sendable {
    struct Threw: Error {}

    private let calls: [CaseValue]

    /// Nil for what is no function, or one that did not always give the same.
    init?(_ value: CaseValue?) {
        guard let value, value.kind == "function", value["as"]?.text == "table" else { return nil }
        calls = value["calls"]?.list ?? []
    }

    /// - Throws: ``Threw`` where the closure threw; ``CaseGraph/Unknown`` for arguments that it was never called with.
    func callAsFunction(_ arguments: CaseValue...) throws -> CaseValue {
        for call in calls {
            let known = call["in"]?.list ?? []
            guard known.count <= arguments.count, known == Array(arguments.prefix(known.count)) else { continue }
            if call["throws"] != nil { throw Threw() }
            return call["out"] ?? .null
        }
        throw CaseGraph.Unknown(what: "a call with \(arguments)")
    }

    /// What the closure gave the one time that it was called; nil if it threw, or was never called.
    func only() throws -> CaseValue? {
        guard calls.count < 2 else { throw CaseGraph.Unknown(what: "several calls") }
        return calls.first?["out"]
    }
}
