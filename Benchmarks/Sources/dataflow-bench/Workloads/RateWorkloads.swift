import AsyncAlgorithms
import BenchKit
import Dataflow

/// Operators that look at the time with every element, in the flood: no moment comes before the end.
enum RateWorkloads {
    static let all = [debounce, throttle, chunks]

    private static let pause = Duration.seconds(100)

    static var debounce: Workload {
        workload("debounce", { $0 - 1 }, { $0.debounce(for: pause) }) { elements in
            var last = 0
            for await element in (0..<elements).async.debounce(for: pause) { last = element }
            return last
        }
    }

    /// Of the first element only, for what comes later waits for the end of the interval.
    static var throttle: Workload {
        workload("throttle", { _ in 0 }, { $0.throttle(for: pause, latest: false) }) { elements in
            var last = -1
            for await element in (0..<elements).async._throttle(for: pause, latest: false) { last = min(element, 0) }
            return last
        }
    }

    static var chunks: Workload {
        let engine = Engine.contenders(expecting: { triangle($0) }) { elements in
            Flow(0..<elements).chunks(of: 256, orAfter: pause).reduce(into: 0) { sum, chunk in
                for element in chunk { sum &+= element }
            }
        }
        let sequences = Contender("async-algorithms", .upTo(200_000)) { elements in
            var sum = 0
            let chunks = (0..<elements).async.chunks(ofCount: 256, or: .repeating(every: pause))
            for await chunk in chunks { for element in chunk { sum &+= element } }
            try expect(sum, toBe: triangle(elements))
        }
        return Workload("chunks or time", contenders: engine + [sequences])
    }

    private static func workload(
        _ name: String, _ expected: @escaping @Sendable (Int) -> Int,
        _ apply: @escaping @Sendable (Flow<Int>) -> Flow<Int>, _ sequence: @escaping @Sendable (Int) async -> Int
    ) -> Workload {
        let engine = Engine.contenders(expecting: { Optional(expected($0)) }) { apply(Flow(0..<$0)).last() }
        let sequences = Contender("async-algorithms", .upTo(200_000)) {
            try expect(await sequence($0), toBe: expected($0))
        }
        return Workload(name, contenders: engine + [sequences])
    }
}
