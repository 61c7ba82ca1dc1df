import DataflowTesting

/// Random numbers that a seed repeats.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var generator: ScheduleGenerator

    package init(_ seed: Int) {
        generator = ScheduleGenerator(seed: UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15)
    }

    package mutating func next() -> UInt64 { generator.next() }

    package mutating func upTo(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
    package mutating func chance(_ percent: Int) -> Bool { upTo(100) < percent }
}
