import BenchKit
import Dataflow

/// Elements of a thousand keys: one sum for each, or one for each in every window of their own time.
enum AggregateWorkload {
    static let all = [aggregated, windowed]

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

    /// A hundred elements for each key and window; none is late.
    static var windowed: Workload {
        let engine = Engine.contenders { elements, parallelism in
            let windowed = Flow(0..<elements).aggregated(
                by: { $0 % keys }, in: .tumbling(of: .microseconds(100 * keys)), at: { .microseconds($0) }, into: 0
            ) { $0 &+= $1 }
            let graph = Graph("windowed") {
                windowed.results.reduce(into: 0) { $0 &+= $1.value }
                windowed.late.count()
            }
            let (sum, late) = try await graph.run(parallelism: parallelism)
            try expect(sum, toBe: triangle(elements))
            try expect(late, toBe: 0)
        }
        return Workload("tumbling windows", ["keys": .number(keys)], contenders: engine)
    }
}
