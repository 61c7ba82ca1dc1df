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
            allocationsPerElement = try await Self.steadyAllocations(of: contender, elements: max(1, elements / 2))
        }
    }

    /// The allocations of a run over twice as many elements, less those of a run over so many, for each one more.
    ///
    /// What does not grow with the elements (building, starting, freeing) cancels out. The median of a few tries: a wake
    /// more or less, or a queue that grows, is chance.
    public static func steadyAllocations(of contender: Contender, elements: Int, tries: Int = 5) async throws -> Double
    {
        var differences: [Double] = []
        for _ in 0..<tries {
            let once = try await HeapProbe.allocations { _ = try await contender.work(elements) }
            let twice = try await HeapProbe.allocations { _ = try await contender.work(2 * elements) }
            differences.append(Double(twice - once) / Double(elements))
        }
        return Spread(differences).median
    }
}
