import BenchKit
import Dataflow

/// What nodes hold while nothing happens, one element having gone through all of them.
enum MemoryWorkloads {
    static let all = [1_000, 100_000].map(atRest)
    private static let capacity = 16

    static func atRest(nodes: Int) -> Workload {
        let engine = Engine.measuring(.exactly(nodes)) { nodes, parallelism in
            let start = Stopwatch()
            let heap = HeapProbe()
            defer { heap.stop() }
            let inlet = Inlet<Int>(capacity: 1)
            let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
            let notice: @Sendable (Int) -> Void = { _ in arrival.yield() }
            let sink = Flow(inlet).mapped(nodes - 2, capacity: capacity).forEach(notice)
            let held = try await Graph("at rest") { sink }.run(parallelism: parallelism) { run in
                try await inlet.send(0)
                for await _ in arrivals { break }
                let held = heap.liveBytes
                inlet.finish()
                try await run.value
                return held
            }
            let storage = (nodes - 1) * capacity * MemoryLayout<Int>.stride
            return Sample(
                nanoseconds: start.elapsed,
                metrics: [
                    "bytes/node besides storage": Double(held - storage) / Double(nodes),
                    "MiB in all": Double(held) / 1_048_576,
                ]
            )
        }
        return Workload(
            "at rest",
            ["nodes": .number(nodes), "capacity": .number(capacity)],
            unit: "node",
            isHeavy: nodes > 1_000,
            contenders: engine
        )
    }
}
