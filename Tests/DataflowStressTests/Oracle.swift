/// What a random graph must give, worked out one element after the other.
struct Oracle {
    /// All elements; in this order when it is exact, in any order when merges left it open.
    private(set) var elements: [Int]
    /// Each must be found in the result in its own order.
    private(set) var strands: [[Int]]
    private(set) var isExact: Bool

    init(_ elements: [Int]) {
        self.elements = elements
        strands = []
        isExact = true
    }

    private init(free elements: [Int], strands: [[Int]]) {
        self.elements = elements
        self.strands = strands
        isExact = false
    }

    /// An operator that treats every element alike, wherever it stands.
    func each(_ change: (Int) -> [Int]) -> Oracle {
        var next = self
        next.elements = elements.flatMap(change)
        next.strands = strands.map { $0.flatMap(change) }
        return next
    }

    /// An operator for which the order matters; only for exact ones.
    func ordered(_ change: ([Int]) -> [Int]) -> Oracle { Oracle(change(elements)) }

    /// The same elements, in no order at all.
    var shuffled: Oracle { Oracle(free: elements, strands: []) }

    static func merged(_ inputs: [Oracle], plus extra: [Int] = []) -> Oracle {
        Oracle(
            free: inputs.flatMap(\.elements) + extra,
            strands: inputs.flatMap { $0.isExact ? [$0.elements] : $0.strands }
        )
    }

    static func chained(_ inputs: [Oracle]) -> Oracle {
        inputs.allSatisfy(\.isExact) ? Oracle(inputs.flatMap(\.elements)) : merged(inputs)
    }

    /// What is wrong with a result, or nil.
    func problem(about result: [Int]) -> String? {
        if isExact { return result == elements ? nil : "got \(result), expected \(elements)" }
        if result.sorted() != elements.sorted() {
            return "got \(result.sorted()), expected in any order \(elements.sorted())"
        }
        for strand in strands where !strand.isSubsequence(of: result) {
            return "\(strand) is out of order in \(result)"
        }
        return nil
    }
}

extension Array where Element: Equatable {
    func isSubsequence(of other: [Element]) -> Bool {
        var rest = self[...]
        for element in other where element == rest.first { rest.removeFirst() }
        return rest.isEmpty
    }
}
