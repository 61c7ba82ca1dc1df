import BenchKit

/// Work that takes about a microsecond on this machine.
enum Work {
    /// How many rounds that is; found out once.
    private static let rounds: Int = {
        let trial = 2_000_000
        var best = Int64.max
        var result = 1
        for _ in 0..<5 {
            let start = Stopwatch()
            result = churn(result, rounds: trial)
            best = min(best, start.elapsed)
        }
        // The result decides something, so that the trial cannot be left out.
        if result == 0 { best += 1 }
        return max(1, trial * 1_000 / Int(max(best, 1)))
    }()

    static func microsecond(_ element: Int) -> Int {
        // The work's result is odd in the last bit, and so no more than a reason to do it.
        element &+ (churn(element, rounds: rounds) | 1) & 1
    }

    @inline(never)
    private static func churn(_ seed: Int, rounds: Int) -> Int {
        var state = UInt64(truncatingIfNeeded: seed)
        for _ in 0..<rounds { state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 }
        return Int(truncatingIfNeeded: state)
    }
}
