import BenchKit
import Dataflow
import Rings

/// One flow into several and back into one.
enum SplitWorkloads {
    static let all = [broadcastZip, balanceMerge] + [3, 64, 1_000].map(broadcast)

    static var broadcastZip: Workload {
        let expected: @Sendable (Int) -> Int = { 2 * (triangle($0) + $0) }
        let engine = Engine.contenders(expecting: expected) { elements in
            let source = Flow(0..<elements)
            return zip(source.map { $0 &+ 1 }, source.map { $0 &+ 1 }).reduce(into: 0) { $0 &+= $1.0 &+ $1.1 }
        }
        let rings = RingContender.contenders(capacity: 256, expecting: expected) { line, elements in
            var left: OpaquePointer?
            var right: OpaquePointer?
            ring_line_broadcast(line, RingContender.range(line, 0..<elements), &left, &right)
            let maps = [left, right].compactMap { $0 }.map { RingContender.maps(1, line, after: $0) }
            return ring_line_zip(line, maps[0], maps[1], ring_add)
        }
        let others = [
            Contender("loop") { try expect(PlainLoop.broadcastZip(elements: $0), toBe: expected($0)) },
            Contender("AsyncStream", .upTo(2_000_000)) {
                try expect(await AsyncStreams.broadcastZip(elements: $0), toBe: expected($0))
            },
        ]
        return Workload("broadcast+zip", hops: 4, contenders: engine + rings + others)
    }

    static var balanceMerge: Workload {
        let expected: @Sendable (Int) -> Int = { triangle($0) + $0 }
        let engine = Engine.contenders(expecting: expected) { elements in
            Flow(0..<elements).balanced(across: 4, ordered: false) { $0.map { $0 &+ 1 } }.summed()
        }
        let rings = RingContender.contenders(capacity: 256, expecting: expected) { line, elements in
            var outs: [OpaquePointer?] = Array(repeating: nil, count: 4)
            ring_line_balance(line, RingContender.range(line, 0..<elements), &outs, 4)
            let maps = outs.map { $0.map { RingContender.maps(1, line, after: $0) } }
            return ring_line_merge(line, maps.compactMap { $0 }, 4)
        }
        let others = [
            Contender("loop") { try expect(PlainLoop.chain(maps: 1, elements: $0), toBe: expected($0)) },
            Contender("naive-actors", .upTo(2_000_000)) {
                try expect(await NaiveActors.balanceMerge(branches: 4, elements: $0), toBe: expected($0))
            },
            Contender("async-algorithms channel", .upTo(2_000_000)) {
                try expect(
                    await AsyncAlgorithmsContender.balanceMerge(branches: 4, elements: $0), toBe: expected($0))
            },
        ]
        return Workload("balance+merge", ["branches": 4], hops: 4, contenders: engine + rings + others)
    }

    /// Every element to every branch.
    static func broadcast(branches: Int) -> Workload {
        let expected: @Sendable (Int) -> Int = { branches * (triangle($0) + $0) }
        let engine = Engine.contenders(expecting: expected) { elements in
            let source = Flow(0..<elements)
            return merge((0..<branches).map { _ in source.map { $0 &+ 1 } }).summed()
        }
        let most = Contender.Amount.upTo(2_000_000)
        let others = [
            Contender("naive-actors", most) {
                try expect(await NaiveActors.broadcast(branches: branches, elements: $0), toBe: expected($0))
            },
            Contender("AsyncStream", most) {
                try expect(await AsyncStreams.broadcast(branches: branches, elements: $0), toBe: expected($0))
            },
        ]
        return Workload(
            "broadcast",
            ["branches": .number(branches)],
            // All of an element's copies cross three edges each.
            hops: 3 * branches,
            isHeavy: branches > 100,
            contenders: engine + others
        )
    }
}
