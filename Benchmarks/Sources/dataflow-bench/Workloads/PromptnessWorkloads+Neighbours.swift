import BenchKit
import Dataflow

/// How long the rest of a graph waits for a closure that computes.
extension PromptnessWorkloads {
    /// Until the sink sees the first of eight elements that take 2 ms each.
    static var firstResult: Workload {
        let work: @Sendable (Int) -> Int = { Computing.keepThread(milliseconds: 2, $0) }
        let engine = engine { parallelism in
            try await untilMarked { first in
                try await Flow(0..<8).map(work).forEach { if $0 == 0 { first.mark() } }.run(parallelism: parallelism)
            }
        }
        let others = [
            contender("task group") {
                try await untilMarked { first in
                    await TaskGroups.pass(8, work) { if $0 == 0 { first.mark() } }
                }
            },
            contender("async-algorithms") {
                try await untilMarked { first in
                    await AsyncAlgorithmsContender.pass(8, work) { if $0 == 0 { first.mark() } }
                }
            },
        ]
        return workload("first result", engine + others)
    }

    /// Until a light branch of 100 elements, each a step of its own, has handled the last one, beside a closure that
    /// keeps its thread for 20 ms.
    static var blockedNeighbour: Workload {
        let engine = contender(Engine.name) {
            try await untilMarked { last in
                let graph = Graph("neighbours") {
                    Flow(0..<1).map { Computing.keepThread(milliseconds: 20, $0) }.ignore()
                    Flow(0..<100).mapped(2, capacity: 1).forEach { if $0 == 101 { last.mark() } }
                }
                try await graph.run()
            }
        }
        let others = [
            contender("task group") {
                try await beside {
                    for _ in 0..<100 { await Task.yield() }
                }
            },
            contender("async-algorithms") {
                try await beside {
                    try expect(
                        await AsyncAlgorithmsContender.channelChain(maps: 2, elements: 100), toBe: triangle(100) + 200)
                }
            },
        ]
        return workload("blocked neighbour", [engine] + others)
    }

    /// Two elements of 20 ms each into a graph that is at rest, until both are done.
    static var burst: Workload {
        let work: @Sendable (Int) -> Int = { Computing.keepThread(milliseconds: 20, $0) }
        let engine = Contender.measuring(Engine.name, most) { rounds in
            let inlet = Inlet<Int>(capacity: 2)
            var results = Flow(inlet).map(concurrency: 2) { (element: Int) async in work(element) }
                .values.makeAsyncIterator()
            let sample = try await bursts(rounds) {
                for element in 0..<2 { try await inlet.send(element) }
                for element in 0..<2 { try expect(try await results.next(), toBe: element) }
            }
            inlet.finish()
            try expect(try await results.next(), toBe: nil)
            return sample
        }
        let others: [Contender] = [
            .measuring("task group", most) { rounds in
                try await bursts(rounds) {
                    let sum = await TaskGroups.map(concurrency: 2, isOrdered: true, elements: 2, work)
                    try expect(sum, toBe: 1)
                }
            },
            .measuring("async-algorithms", most) { try await AsyncAlgorithmsContender.bursts($0, work) },
        ]
        return workload("burst", [engine] + others)
    }

    static func bursts(_ rounds: Int, _ burst: () async throws -> Void) async throws -> Sample {
        try await sample(rounds) {
            // Whatever runs comes to rest, and so do the threads that look after it.
            try await Task.sleep(for: .milliseconds(2))
            let start = Stopwatch()
            try await burst()
            return start.elapsed
        }
    }

    /// Does `light` in a task beside another that keeps its thread for 20 ms.
    private static func beside(_ light: @escaping @Sendable () async throws -> Void) async throws -> Int64 {
        try await untilMarked { last in
            try await withThrowingTaskGroup { group in
                group.addTask { Computing.keepThread(milliseconds: 20, ()) }
                group.addTask {
                    try await light()
                    last.mark()
                }
                try await group.waitForAll()
            }
        }
    }

    /// From the start of `run` to the moment that it marks; what it does afterwards is not measured.
    private static func untilMarked(_ run: (Moment) async throws -> Void) async throws -> Int64 {
        let (start, moment) = (Stopwatch.now, Moment())
        try await run(moment)
        try expect(moment.time > 0, toBe: true)
        return moment.time - start
    }
}
