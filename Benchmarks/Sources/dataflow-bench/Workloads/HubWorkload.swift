import BenchKit
import Dataflow

/// One producer and so many readers of a hub; what is counted is the deliveries.
enum HubWorkload {
    static let all = [1, 10, 1_000].map(hub)

    static func hub(readers: Int) -> Workload {
        let engine = Engine.contenders(.upTo(10_000_000)) { deliveries, parallelism in
            let hub = Hub<Int>(slow: .wait(ahead: 256))
            let elements = deliveries / readers
            let merged = merge((0..<readers).map { _ in Flow(hub) })
            // The readers have joined before the first node steps.
            let graph = Graph("hub") {
                Flow(0..<elements).publish(to: hub)
                merged.summed()
            }
            let (_, sum) = try await graph.run(parallelism: parallelism)
            try expect(sum, toBe: readers * triangle(elements))
        }
        return Workload("hub", ["readers": .number(readers)], unit: "delivery", contenders: engine)
    }
}
