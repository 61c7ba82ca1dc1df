import BenchKit
import Dataflow
import Rings

/// Several flows into one: merge, zip, combineLatest.
enum JoinWorkloads {
    static let all = [2, 4, 8, 64].map(merge) + [zip, combineLatest]

    static func merge(inputs: Int) -> Workload {
        let engine = Engine.contenders(expecting: triangle) { elements in
            Dataflow.merge((0..<inputs).map { Flow(share($0, of: inputs, elements)) }).summed()
        }
        let rings = RingContender.contenders(capacity: 256, expecting: triangle) { line, elements in
            let sources = (0..<inputs).map { RingContender.range(line, share($0, of: inputs, elements)) }
            return ring_line_merge(line, sources, Int64(inputs))
        }
        let most = Contender.Amount.upTo(2_000_000)
        let others = [
            Contender("loop") { try expect(PlainLoop.merge(inputs: inputs, elements: $0), toBe: triangle($0)) },
            Contender("naive-actors", most) {
                try expect(await NaiveActors.merge(inputs: inputs, elements: $0), toBe: triangle($0))
            },
            Contender("AsyncStream", most) {
                try expect(await AsyncStreams.merge(inputs: inputs, elements: $0), toBe: triangle($0))
            },
            Contender("OpenCombine") {
                try expect(OpenCombineContender.merge(inputs: inputs, elements: $0), toBe: triangle($0))
            },
        ]
        let algorithms = Contender("async-algorithms", most) {
            try expect(await AsyncMerges.sum(inputs: inputs, elements: $0), toBe: triangle($0))
        }
        return Workload(
            "merge",
            ["inputs": .number(inputs)],
            hops: 2,
            contenders: engine + rings + others + (inputs <= 8 ? [algorithms] : [])
        )
    }

    static var zip: Workload {
        let expected: @Sendable (Int) -> Int = { 2 * triangle($0) }
        let engine = Engine.contenders(expecting: expected) { elements in
            Dataflow.zip(Flow(0..<elements), Flow(0..<elements)).reduce(into: 0) { $0 &+= $1.0 &+ $1.1 }
        }
        let rings = RingContender.contenders(capacity: 256, expecting: expected) { line, elements in
            ring_line_zip(
                line,
                RingContender.range(line, 0..<elements),
                RingContender.range(line, 0..<elements),
                ring_add
            )
        }
        let most = Contender.Amount.upTo(2_000_000)
        let others = [
            Contender("loop") { try expect(PlainLoop.zip(elements: $0), toBe: expected($0)) },
            Contender("naive-actors", most) { try expect(await NaiveActors.zip(elements: $0), toBe: expected($0)) },
            Contender("AsyncStream", most) { try expect(await AsyncStreams.zip(elements: $0), toBe: expected($0)) },
            Contender("async-algorithms", most) {
                try expect(await AsyncAlgorithmsContender.zip(elements: $0), toBe: expected($0))
            },
            Contender("OpenCombine") { try expect(OpenCombineContender.zip(elements: $0), toBe: expected($0)) },
        ]
        return Workload("zip", hops: 2, contenders: engine + rings + others)
    }

    /// Who sees how many tuples is chance; the last one is not.
    static var combineLatest: Workload {
        let expected: @Sendable (Int) -> Int = { 2 * ($0 - 1) }
        let engine = Engine.contenders(expecting: expected) { elements in
            Dataflow.combineLatest(Flow(0..<elements), Flow(0..<elements)).reduce(into: 0) { $0 = $1.0 &+ $1.1 }
        }
        let others = [
            Contender("async-algorithms", .upTo(2_000_000)) {
                try expect(await AsyncAlgorithmsContender.combineLatest(elements: $0), toBe: expected($0))
            }
        ]
        return Workload("combineLatest", hops: 2, contenders: engine + others)
    }
}
