import BenchKit
import Dataflow

/// source → sink over so many elements: does the cost of an element stay the same as the work grows?
enum RangeWorkloads {
    static let all = [1, 1_000, 1_000_000, 10_000_000].map(range)

    static func range(_ elements: Int) -> Workload {
        let amount = Contender.Amount.exactly(elements)
        let engine = Engine.contenders(amount, expecting: triangle) { Flow(0..<$0).summed() }
        let rings = RingContender.contenders(amount, capacity: 256, expecting: triangle) {
            RingContender.range($0, 0..<$1)
        }
        let loop = Contender("loop", amount) { try expect(PlainLoop.chain(maps: 0, elements: $0), toBe: triangle($0)) }
        let slow = [
            Contender("naive-actors", amount) {
                try expect(await NaiveActors.chain(maps: 0, elements: $0), toBe: triangle($0))
            },
            Contender("AsyncStream", amount) {
                try expect(await AsyncStreams.chain(maps: 0, elements: $0), toBe: triangle($0))
            },
        ]
        return Workload(
            "range",
            ["elements": .number(elements)],
            hops: 1,
            isHeavy: elements > 1_000_000,
            contenders: engine + rings + [loop] + (elements <= 1000 ? slow : [])
        )
    }
}
