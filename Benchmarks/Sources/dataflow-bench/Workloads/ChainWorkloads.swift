import BenchKit
import Dataflow

/// source → maps → sink: what a hop costs, and what capacity is worth.
enum ChainWorkloads {
    static let all = [1, 3, 8].flatMap { maps in [1, 4, 16, 64, 256, 1024].map { chain(maps: maps, capacity: $0) } }

    static func chain(maps: Int, capacity: Int) -> Workload {
        let expected: @Sendable (Int) -> Int = { triangle($0) + maps * $0 }
        let engine = Engine.contenders(expecting: expected) {
            Flow(0..<$0).mapped(maps, capacity: capacity).summed()
        }
        let rings = RingContender.contenders(capacity: capacity, expecting: expected) { line, elements in
            RingContender.maps(maps, line, after: RingContender.range(line, 0..<elements))
        }
        return Workload(
            "chain",
            ["maps": .number(maps), "capacity": .number(capacity)],
            hops: maps + 1,
            contenders: engine + rings + others(maps, capacity, expected)
        )
    }

    private static func others(
        _ maps: Int,
        _ capacity: Int,
        _ expected: @escaping @Sendable (Int) -> Int
    ) -> [Contender] {
        let most = Contender.Amount.upTo(2_000_000)
        return [
            Contender("loop") { try expect(PlainLoop.chain(maps: maps, elements: $0), toBe: expected($0)) },
            Contender("naive-actors", most) {
                try expect(await NaiveActors.chain(maps: maps, elements: $0), toBe: expected($0))
            },
            Contender("AsyncStream", most) {
                try expect(await AsyncStreams.chain(maps: maps, elements: $0), toBe: expected($0))
            },
            Contender("async-algorithms channel", most) {
                try expect(await AsyncAlgorithmsContender.channelChain(maps: maps, elements: $0), toBe: expected($0))
            },
            Contender("async-algorithms buffer", most) {
                try expect(
                    try await AsyncAlgorithmsContender.bufferChain(maps: maps, capacity: capacity, elements: $0),
                    toBe: expected($0)
                )
            },
            Contender("async-algorithms mpsc", most) {
                try expect(
                    await AsyncChannelQueue.chain(maps: maps, capacity: capacity, elements: $0),
                    toBe: expected($0)
                )
            },
            Contender("OpenCombine") {
                try expect(OpenCombineContender.chain(maps: maps, elements: $0), toBe: expected($0))
            },
        ]
    }
}
