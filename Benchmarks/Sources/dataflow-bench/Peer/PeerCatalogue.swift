import BenchKit
import Dataflow

/// The workloads of Peers/README.md, done by the engine.
enum PeerCatalogue {
    static var all: [PeerWorkload] { chains + joins + maps + special + promptness }

    private static let oneMap: @Sendable (Int) -> Int = { triangle($0) + $0 }

    private static var chains: [PeerWorkload] {
        [1, 3, 8].map { maps in
            PeerWorkload("chain\(maps)", expecting: { triangle($0) + maps * $0 }) {
                Flow(0..<$0.elements).mapped(maps, capacity: $0.capacity).summed()
            }
        }
    }

    private static var joins: [PeerWorkload] {
        let merges = [4, 64].map { inputs in
            PeerWorkload("merge\(inputs)", expecting: triangle) { size in
                let sources = (0..<inputs).map { Flow(share($0, of: inputs, size.elements)).capacity(size.capacity) }
                return merge(sources).capacity(size.capacity).summed()
            }
        }
        let zipped = PeerWorkload("zip", expecting: { 2 * triangle($0) }) { size in
            zip(size.source, size.source).capacity(size.capacity).reduce(into: 0) { $0 &+= $1.0 &+ $1.1 }
        }
        let broadcast = PeerWorkload("broadcastzip", expecting: { 2 * (triangle($0) + $0) }) { size in
            let source = size.source
            let left = source.map { $0 &+ 1 }.capacity(size.capacity)
            let right = source.map { $0 &+ 1 }.capacity(size.capacity)
            return zip(left, right).capacity(size.capacity).reduce(into: 0) { $0 &+= $1.0 &+ $1.1 }
        }
        let balanced = PeerWorkload("balancemerge", expecting: oneMap) { size in
            let results = size.source.balanced(across: 4, ordered: false) { part in
                part.capacity(size.capacity).map { $0 &+ 1 }.capacity(size.capacity)
            }
            return results.capacity(size.capacity).summed()
        }
        return merges + [zipped, broadcast, balanced]
    }

    private static var maps: [PeerWorkload] {
        [("mapasync4", true), ("mapasync4unordered", false)].flatMap { name, isOrdered in
            [
                PeerWorkload("\(name)ready", expecting: oneMap) { size in
                    size.source.map(concurrency: 4, ordered: isOrdered) { $0 &+ 1 }.capacity(size.capacity).summed()
                },
                PeerWorkload("\(name)spawned", expecting: oneMap) { size in
                    size.source
                        .map(concurrency: 4, ordered: isOrdered) { element in await Task { element &+ 1 }.value }
                        .capacity(size.capacity).summed()
                },
            ]
        }
    }

    private static var special: [PeerWorkload] {
        let wide = PeerWorkload(measuring: "merge10000") { size in
            try await WideMergeWorkload.run(
                inputs: 10_000, senders: 4, capacity: size.capacity, elements: size.elements, parallelism: size.workers)
        }
        // The loop counts down: that it ends with 0 is the check.
        let pingPong = PeerWorkload("pingpong", expecting: { _ in 0 }) { size in
            LoopWorkloads.loop(nodes: 2, rounds: size.elements, capacity: size.capacity) { $0 - 1 }
        }
        var latency = PeerWorkload(measuring: "latency8") { size in
            try await LatencyWorkloads.outside(nodes: 8, capacity: size.capacity, elements: size.elements)
        }
        // A graph that is read as a sequence cannot be told how many.
        latency.variants = [("all-workers", nil)]
        var small = PeerWorkload("small1000") { size in
            try await CrowdWorkloads.small(
                graphs: size.elements, capacity: size.capacity, parallelism: size.workers)
        }
        small.fixedElements = 1_000
        let buildRun = PeerWorkload("buildrun10") { size in
            var sum = 0
            for _ in 0..<size.elements {
                sum += try await Flow(0..<1).mapped(8, capacity: size.capacity).summed().run(parallelism: size.workers)
            }
            try expect(sum, toBe: 8 * size.elements)
        }
        return [wide, pingPong, latency, small, buildRun]
    }

    private static var promptness: [PeerWorkload] {
        [
            ("cancel", PromptnessWorkloads.cancel), ("deadline", PromptnessWorkloads.deadline),
            ("failure", PromptnessWorkloads.failure), ("first", PromptnessWorkloads.firstResult),
            ("burst", PromptnessWorkloads.burst), ("neighbour", PromptnessWorkloads.blockedNeighbour),
        ].map { name, workload in
            let engine = workload.contenders.first { $0.name == Engine.name }!
            var peer = PeerWorkload(measuring: "prompt\(name)") { try await engine.work($0.elements) }
            peer.variants = [("all-workers", nil)]
            return peer
        }
    }
}
