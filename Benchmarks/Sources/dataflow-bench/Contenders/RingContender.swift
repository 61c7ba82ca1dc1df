import BenchKit
import Rings

/// The hand-written rings as a contender, walked by one thread, or by two.
enum RingContender {
    typealias Build = @Sendable (_ line: OpaquePointer, _ elements: Int) -> OpaquePointer

    /// - Parameter build: adds the stages of a line and gives the ring that its sum is made of.
    static func contenders(
        _ amount: Contender.Amount = .upTo(20_000_000),
        capacity: Int,
        expecting expected: @escaping @Sendable (Int) -> Int,
        _ build: @escaping Build
    ) -> [Contender] {
        [
            Contender("rings", amount) { elements in
                let line = make(capacity, elements, build)
                defer { ring_line_free(line) }
                try expect(Int(ring_line_walk(line)), toBe: expected(elements))
            },
            Contender("rings-2", amount) { elements in
                let line = make(capacity, elements, build)
                defer { ring_line_free(line) }
                try expect(Int(ring_line_walk_on_two_threads(line, Int64(elements))), toBe: expected(elements))
            },
        ]
    }

    private static func make(_ capacity: Int, _ elements: Int, _ build: Build) -> OpaquePointer {
        let line = ring_line_make(Int64(capacity))
        ring_line_sum(line, build(line, elements))
        return line
    }

    static func range(_ line: OpaquePointer, _ range: Range<Int>) -> OpaquePointer {
        ring_line_range(line, Int64(range.lowerBound), Int64(range.upperBound))
    }

    static func maps(_ count: Int, _ line: OpaquePointer, after ring: OpaquePointer) -> OpaquePointer {
        var ring = ring
        for _ in 0..<count { ring = ring_line_map(line, ring, ring_add_one) }
        return ring
    }
}
