import BenchKit
import Dataflow

/// Elements of a thousand keys, one sum for each.
enum AggregateWorkload {
    static let all = [aggregated]

    private static let keys = 1_000

    static var aggregated: Workload {
        let engine = Engine.contenders(expecting: { triangle($0) }) { elements in
            Flow(0..<elements).aggregated(by: { $0 % keys }, into: 0) { $0 &+= $1 }
                .reduce(into: 0) { $0 &+= $1.value }
        }
        let loop = Contender("loop") { elements in
            let add = Opaque.add()
            var sums: [Int: Int] = [:]
            for element in 0..<elements { sums[element % keys, default: 0] = add(sums[element % keys] ?? 0, element) }
            try expect(sums.values.reduce(0, &+), toBe: triangle(elements))
        }
        return Workload("aggregated", ["keys": .number(keys)], contenders: engine + [loop])
    }
}
