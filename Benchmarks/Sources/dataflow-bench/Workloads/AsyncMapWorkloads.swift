import BenchKit
import Dataflow

/// map(concurrency:) with a closure whose result is there at once, and with one that waits for a task of its own.
enum AsyncMapWorkloads {
    static let all = [1, 4, 16].flatMap { concurrency in
        [true, false].flatMap { isOrdered in
            [false, true].map { map(concurrency: concurrency, isOrdered: isOrdered, isSuspending: $0) }
        }
    }

    static func map(concurrency: Int, isOrdered: Bool, isSuspending: Bool) -> Workload {
        let expected: @Sendable (Int) -> Int = { triangle($0) + $0 }
        let body = isSuspending ? suspending() : ready()
        let most = Contender.Amount.upTo(2_000_000)
        let engine = Engine.contenders(most, expecting: expected) { elements in
            let numbers = Flow(0..<elements)
            return isSuspending
                ? numbers.map(concurrency: concurrency, ordered: isOrdered) { element in
                    await Task { element &+ 1 }.value
                }.summed() : numbers.map(concurrency: concurrency, ordered: isOrdered) { $0 &+ 1 }.summed()
        }
        let byHand = Contender("task group", most) {
            try expect(
                await TaskGroups.map(concurrency: concurrency, isOrdered: isOrdered, elements: $0, body),
                toBe: expected($0)
            )
        }
        return Workload(
            "async map",
            [
                "concurrency": .number(concurrency), "order": isOrdered ? "kept" : "free",
                "closure": isSuspending ? "suspending" : "ready",
            ],
            hops: 2,
            contenders: engine + [byHand]
        )
    }

    @inline(never)
    private static func ready() -> @Sendable (Int) async -> Int { { $0 &+ 1 } }

    @inline(never)
    private static func suspending() -> @Sendable (Int) async -> Int {
        { element in await Task { element &+ 1 }.value }
    }
}
