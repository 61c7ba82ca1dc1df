import BenchKit
import Dataflow
import Rings

/// A filter that keeps one element in a hundred.
enum FilterWorkload {
    static var all: [Workload] {
        // 0 + 100 + 200 + …
        let expected: @Sendable (Int) -> Int = { 100 * triangle(($0 + 99) / 100) }
        let engine = Engine.contenders(expecting: expected) { elements in
            Flow(0..<elements).filter { $0 % 100 == 0 }.summed()
        }
        let rings = RingContender.contenders(capacity: 256, expecting: expected) { line, elements in
            ring_line_filter(line, RingContender.range(line, 0..<elements)) { $0 % 100 == 0 ? 1 : 0 }
        }
        let others = [
            Contender("loop") { try expect(PlainLoop.filter(elements: $0), toBe: expected($0)) },
            Contender("AsyncStream", .upTo(2_000_000)) {
                try expect(await AsyncStreams.filter(elements: $0), toBe: expected($0))
            },
            Contender("OpenCombine") { try expect(OpenCombineContender.filter(elements: $0), toBe: expected($0)) },
        ]
        // Two threads would wait for a number of elements that never comes.
        return [Workload("filter", ["keeps": "1 %"], hops: 2, contenders: engine + [rings[0]] + others)]
    }
}
