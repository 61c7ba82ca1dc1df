/// How many elements a contender handles in a run, and how many runs make a sample.
struct Calibration: Sendable {
    let elements: Int
    let repeats: Int

    /// Finds out with runs that grow until they are long enough to tell; they also warm everything up.
    init(_ contender: Contender, target: Int64) async throws {
        switch contender.amount {
        case .exactly(let elements):
            self.elements = elements
            _ = try await contender.work(elements)
            let once = max(1, try await contender.work(elements).nanoseconds)
            repeats = Int(min(max(1, target / once), 100_000))
        case .upTo(let most):
            repeats = 1
            elements = try await Self.grow(contender, to: target, most: most)
        }
    }

    private static func grow(_ contender: Contender, to target: Int64, most: Int) async throws -> Int {
        var elements = min(most, 256)
        while true {
            let elapsed = max(1, try await contender.work(elements).nanoseconds)
            if elements == most { return elements }
            if elapsed >= target / 8 {
                let scaled = Double(elements) * Double(target) / Double(elapsed)
                return max(1, min(most, Int(scaled)))
            }
            elements = min(most, elements * (elapsed < target / 64 ? 8 : 4))
        }
    }
}
