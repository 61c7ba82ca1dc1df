import BenchKit
import Dataflow

/// A merge of 10,000 inputs of which 4 send: what an input costs that has nothing to say.
enum WideMergeWorkload {
    static let all = [(10_000, 4), (4, 4)].map { wideMerge(inputs: $0.0, senders: $0.1) }

    /// The sink measures the second half of its elements: what building and starting 10,000 nodes costs is another
    /// workload.
    static func wideMerge(inputs: Int, senders: Int) -> Workload {
        let engine = Engine.measuring { elements, parallelism in
            try await run(inputs: inputs, senders: senders, elements: elements, parallelism: parallelism)
        }
        return Workload(
            "wide merge",
            ["inputs": .number(inputs), "senders": .number(senders)],
            hops: 2,
            isHeavy: true,
            contenders: engine
        )
    }

    static func run(
        inputs: Int,
        senders: Int,
        capacity: Int = defaultMailboxCapacity,
        elements: Int,
        parallelism: Int?
    ) async throws -> Sample {
        let idle = (senders..<inputs).map { _ in Inlet<Int>() }
        let active = (0..<senders).map { Flow(share($0, of: senders, elements)).capacity(capacity) }
        let merged = merge(active + idle.map { Flow($0).capacity(capacity) }).capacity(capacity)
        let result = try await merged.sink(TimedSum(expected: elements)).run(parallelism: parallelism)
        try expect(result.sum, toBe: triangle(elements))
        return withExtendedLifetime(idle) { Sample(nanoseconds: 2 * result.nanoseconds) }
    }
}

/// Adds up so many elements and tells how long the second half took; whoever still sends is cancelled.
struct TimedSum: TransformBehavior {
    struct Result: Sendable {
        var sum = 0
        var nanoseconds: Int64 = 0
    }

    let expected: Int
    private var count = 0
    private var start: Int64 = 0
    private var result = Result()

    init(expected: Int) {
        self.expected = expected
    }

    mutating func receive(_ element: Int) -> Emission<Result> {
        if count == expected / 2 { start = Stopwatch.now }
        count += 1
        result.sum &+= element
        guard count == expected else { return .nothing }
        result.nanoseconds = Stopwatch.now - start
        return .emitLast(result)
    }
}
