import AsyncAlgorithms
import BenchKit
import Dataflow

/// Operators that look at the time with every element, in the flood: no moment comes before the end.
enum RateWorkloads {
    static let all = [debounce, throttle, chunks]

    private static let pause = Duration.seconds(100)

    static var debounce: Workload {
        let engine = Engine.contenders(expecting: { Optional($0 - 1) }) { elements in
            Flow(0..<elements).debounce(for: pause).last()
        }
        let sequences = Contender("async-algorithms", .upTo(200_000)) { elements in
            var last = 0
            for await element in (0..<elements).async.debounce(for: pause) { last = element }
            try expect(last, toBe: elements - 1)
        }
        return Workload("debounce", contenders: engine + [sequences])
    }

    /// Of the first element only: a later one would wait for the end of the interval, as swift-async-algorithms does.
    static var throttle: Workload {
        let engine = Engine.contenders(expecting: { _ in Optional(0) }) { elements in
            Flow(0..<elements).throttle(for: pause, latest: false).last()
        }
        return Workload("throttle", contenders: engine)
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
}
