/// One way to do a workload.
public struct Contender: Sendable {
    public let name: String
    public let amount: Amount
    /// Does the work for so many elements, checks the result, and tells how long it took.
    public let work: @Sendable (_ elements: Int) async throws -> Sample

    /// How many elements one sample handles.
    public enum Amount: Sendable {
        /// As many as take about as long as a sample should, but no more than this.
        case upTo(Int)
        /// Exactly as many, however often a sample must repeat them.
        case exactly(Int)
    }

    /// A contender that measures itself.
    public static func measuring(
        _ name: String,
        _ amount: Amount = .upTo(20_000_000),
        _ work: @escaping @Sendable (_ elements: Int) async throws -> Sample
    ) -> Contender {
        Contender(name: name, amount: amount, work: work)
    }

    /// A contender that is measured from its start to its end.
    public init(
        _ name: String,
        _ amount: Amount = .upTo(20_000_000),
        _ work: @escaping @Sendable (_ elements: Int) async throws -> Void
    ) {
        self.init(name: name, amount: amount) { elements in
            let start = Stopwatch()
            try await work(elements)
            return Sample(nanoseconds: start.elapsed)
        }
    }

    private init(name: String, amount: Amount, work: @escaping @Sendable (_ elements: Int) async throws -> Sample) {
        self.name = name
        self.amount = amount
        self.work = work
    }
}
