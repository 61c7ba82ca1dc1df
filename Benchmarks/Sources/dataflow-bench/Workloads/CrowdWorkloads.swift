import BenchKit
import Dataflow

/// Many graphs at once, and one graph that has work for every core.
enum CrowdWorkloads {
    static let all = [manyGraphs, heavyStages]

    static var manyGraphs: Workload {
        let amount = Contender.Amount.exactly(1_000)
        let result = triangle(10) + 10
        let engine = Engine.contenders(amount) { graphs, parallelism in
            try await small(graphs: graphs, capacity: 256, parallelism: parallelism)
        }
        let stream = Contender("AsyncStream", amount) { graphs in
            try await withThrowingTaskGroup { group in
                for _ in 0..<graphs { group.addTask { await AsyncStreams.chain(maps: 1, elements: 10) } }
                for try await sum in group { try expect(sum, toBe: result) }
            }
        }
        return Workload("many graphs", ["graphs": 1_000, "elements": 10], unit: "graph", contenders: engine + [stream])
    }

    static func small(graphs: Int, capacity: Int, parallelism: Int?) async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<graphs {
                group.addTask {
                    try await Flow(0..<10).mapped(1, capacity: capacity).summed().run(parallelism: parallelism)
                }
            }
            for try await sum in group { try expect(sum, toBe: triangle(10) + 10) }
        }
    }

    /// Two stages that work for a microsecond on each element: on two cores they should take half as long.
    static var heavyStages: Workload {
        let expected: @Sendable (Int) -> Int = { triangle($0) + 2 * $0 }
        let most = Contender.Amount.upTo(1_000_000)
        let engine = Engine.contenders(most, expecting: expected) { elements in
            Flow(0..<elements).map(Work.microsecond).map(Work.microsecond).summed()
        }
        let loop = Contender("loop", most) { elements in
            var sum = 0
            for element in 0..<elements { sum &+= Work.microsecond(Work.microsecond(element)) }
            try expect(sum, toBe: expected(elements))
        }
        return Workload("heavy stages", ["stages": 2, "work": "1 µs"], hops: 3, contenders: engine + [loop])
    }
}
