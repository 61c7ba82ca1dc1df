import DataflowProbes
import Foundation

/// How many runs a stress test makes: `DATAFLOW_STRESS=10` makes ten times as many.
func stressed(_ count: Int) -> Int { count * stressFactor(ProcessInfo.processInfo.environment) }

/// Random numbers that a seed repeats (SplitMix64).
struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func upTo(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
    mutating func chance(_ percent: Int) -> Bool { upTo(100) < percent }
}

/// Counts the objects that are alive.
final class LiveToken: Sendable {
    private let count: Counter

    init(_ count: Counter) {
        self.count = count
        count.add()
    }

    deinit { count.add(-1) }
}
