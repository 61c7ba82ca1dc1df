import BenchKit
import Dataflow
import Synchronization

/// One element that goes round and round a loop: every node is idle but the one it is in.
enum LoopWorkloads {
    static let all = [pingPong] + [1, 8, 64].map(latencyInside)

    static var pingPong: Workload {
        let expected: @Sendable (Int) -> Int = { _ in 0 }
        let engine = Engine.contenders(.upTo(2_000_000), expecting: expected) { rounds in
            loop(nodes: 2, rounds: rounds) { $0 - 1 }
        }
        return Workload("ping-pong", ["nodes": 2], hops: 5, unit: "round", contenders: engine)
    }

    /// How long a round takes, as the element's own clock sees it: no thread must wake.
    static func latencyInside(nodes: Int) -> Workload {
        let engine = Engine.measuring(.upTo(100_000)) { rounds, parallelism in
            let start = Stopwatch()
            let clock = RoundClock(rounds: rounds)
            let sink = loop(nodes: nodes, rounds: rounds) { clock.next($0) }
            try expect(try await sink.run(parallelism: parallelism), toBe: 0)
            return Sample(nanoseconds: start.elapsed, latencies: clock.laps)
        }
        return Workload(
            "latency",
            ["from": "inside", "nodes": .number(nodes)],
            hops: nodes + 3,
            unit: "round",
            contenders: engine
        )
    }

    /// A merge, so many maps, and a split that sends an element on once it is 0; the first map takes one off it.
    static func loop(
        nodes: Int,
        rounds: Int,
        capacity: Int = 1,
        _ first: @escaping @Sendable (Int) -> Int
    ) -> Sink<Int> {
        let seed = Flow([rounds])
        let result = feedback { (back: Flow<Int>) in
            var flow = merge([seed, back]).capacity(capacity).map(first).capacity(capacity)
            for _ in 1..<nodes { flow = flow.map { $0 }.capacity(capacity) }
            let (done, again) = flow.split { $0 == 0 }
            return (output: done, back: again.capacity(capacity))
        }
        return result.summed()
    }

    private final class RoundClock: Sendable {
        private let state: Mutex<(laps: [Int64], last: Int64)>

        init(rounds: Int) {
            var laps: [Int64] = []
            laps.reserveCapacity(rounds)
            state = Mutex((laps, 0))
        }

        func next(_ rounds: Int) -> Int {
            let now = Stopwatch.now
            state.withLock { state in
                if state.last != 0 { state.laps.append(now - state.last) }
                state.last = now
            }
            return rounds - 1
        }

        var laps: [Int64] { state.withLock { $0.laps } }
    }
}
