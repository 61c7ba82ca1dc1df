import BenchKit
import Dataflow

/// One element through idle nodes, seen from outside: sent, and awaited, before the next one is.
enum LatencyWorkloads {
    static let all = [1, 8, 64].map(latencyOutside)

    static func latencyOutside(nodes: Int) -> Workload {
        let most = Contender.Amount.upTo(5_000)
        let contenders: [Contender] = [
            .measuring(Engine.name, most) { try await outside(nodes: nodes, capacity: 1, elements: $0) },
            .measuring("naive-actors", most) { elements in
                let chain = NaiveActors.Chain(maps: nodes)
                return await timed(elements) { await chain.first.receive($0) }
            },
            .measuring("AsyncStream", most) { try await AsyncStreams.latency(maps: nodes, elements: $0) },
            .measuring("async-algorithms channel", most) {
                try await AsyncAlgorithmsContender.latency(maps: nodes, elements: $0)
            },
        ]
        return Workload(
            "latency",
            ["from": "outside", "nodes": .number(nodes)],
            hops: nodes + 1,
            contenders: contenders
        )
    }

    static func outside(nodes: Int, capacity: Int, elements: Int) async throws -> Sample {
        let inlet = Inlet<Int>(capacity: capacity)
        var arrivals = Flow(inlet).mapped(nodes, capacity: capacity).values.makeAsyncIterator()
        let sample = try await timed(elements) { element in
            try await inlet.send(element)
            try expect(try await arrivals.next(), toBe: element + nodes)
        }
        inlet.finish()
        try expect(try await arrivals.next(), toBe: nil)
        return sample
    }

    /// Does `round` for one element after the other and notes how long each took.
    static func timed(
        _ elements: Int,
        _ round: (Int) async throws -> Void
    ) async rethrows -> Sample {
        var sample = Sample(nanoseconds: 0)
        sample.latencies.reserveCapacity(elements)
        let whole = Stopwatch()
        for element in 0..<elements {
            let start = Stopwatch()
            try await round(element)
            sample.latencies.append(start.elapsed)
        }
        sample.nanoseconds = whole.elapsed
        return sample
    }
}
