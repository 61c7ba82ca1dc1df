/// What a contender takes from the heap.
public struct MemoryUse: Sendable {
    public private(set) var allocationsPerElement: Double?
    private(set) var peakBytes: Int?

    init() {}

    init(of contender: Contender, _ calibration: Calibration) async throws {
        let elements = calibration.elements
        peakBytes = try await ResidentMemory.rise { _ = try await contender.work(elements) }
        guard HeapProbe.isAvailable else { return }
        switch contender.amount {
        case .exactly:
            let counted = try await HeapProbe.allocations { _ = try await contender.work(elements) }
            allocationsPerElement = Double(counted) / Double(elements)
        case .upTo:
            allocationsPerElement = try await Self.steady(of: contender, elements: max(1, elements / 2))
                .allocationsPerElement
        }
    }

    /// What each element more costs, once everything is built.
    public struct Steady: Sendable {
        public let allocationsPerElement: Double
        public let nanosecondsPerElement: Double
    }

    /// A run over twice as many elements, less a run over so many, for each one more.
    ///
    /// What does not grow with the elements (building, starting, freeing) cancels out. The median of a few tries: a wake
    /// more or less, or a queue that grows, is chance.
    public static func steady(of contender: Contender, elements: Int, tries: Int = 5) async throws -> Steady {
        var allocations: [Double] = []
        var nanoseconds: [Double] = []
        for _ in 0..<tries {
            let start = Stopwatch()
            let once = try await HeapProbe.allocations { _ = try await contender.work(elements) }
            let middle = start.elapsed
            let twice = try await HeapProbe.allocations { _ = try await contender.work(2 * elements) }
            allocations.append(Double(twice - once) / Double(elements))
            nanoseconds.append(max(0, Double(start.elapsed - 2 * middle) / Double(elements)))
        }
        return Steady(
            allocationsPerElement: Spread(allocations).median,
            nanosecondsPerElement: Spread(nanoseconds).median
        )
    }
}
