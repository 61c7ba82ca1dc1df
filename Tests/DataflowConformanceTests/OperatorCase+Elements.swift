import Dataflow
import DataflowProbes

/// Operators that look at neighbours, and those that try again.
extension OperatorCase {
    static let grouped: [OperatorCase] = [
        .exact("adjacentPairs", { zip($0, $0.dropFirst()).map { $0 * 100 + $1 } }) { input, _ in
            input.adjacentPairs().map { $0 * 100 + $1 }
        },
        .exact("windows(ofCount:)", { windowSums($0) }) { input, _ in
            input.windows(ofCount: 3).map { $0.reduce(0, +) }
        },
        .exact("dropLast", { Array($0.dropLast(3)) }) { input, _ in input.dropLast(3) },
        .exact("interspersed", { Array($0.prefix(1)) + $0.dropFirst().flatMap { [900, $0] } }) { input, _ in
            input.interspersed(with: 900)
        },
        .exact("chunked(by:)", { chunkedSums($0) }) { input, _ in
            input.chunked { $0 / 4 == $1 / 4 }.map { $0.reduce(0, +) }
        },
        .exact("chunked(on:)", { chunkedSums($0) }) { input, _ in
            input.chunked(on: { $0 / 4 }).map { $0.1.reduce(0, +) }
        },
        .exact("enumerated", { $0.map { $0 * 2 } }) { input, _ in input.enumerated().map { $0.offset + $0.element } },
        .exact("distinct", { $0 }) { input, _ in input.distinct(maxKeys: 1_000_000) },
        .exact("tap", { $0 }) { input, _ in input.tap { _ in } },
        .exact("filter(concurrency:)", { $0.filter { $0 % 2 == 0 } }) { input, _ in
            input.filter(concurrency: 3) { await later($0) % 2 == 0 }
        },
        .free("compactMap(ordered: false)", { $0.filter { $0 % 2 == 0 } }) { input, _ in
            input.compactMap(concurrency: 3, ordered: false) { await later($0) % 2 == 0 ? $0 : nil }
        },
    ]

    static let retried: [OperatorCase] = [
        .exact("retry(policy)", { $0 }, atFailure: { .fails($0 + $0) }, attempts: 2) { input, _ in
            input.retry(RetryPolicy(attempts: 2, backoff: .exponential(from: .milliseconds(10))))
        },
        .exact("replaceError", { $0 }, atFailure: { .completes($0 + [900]) }) { input, _ in
            input.replaceError(with: 900)
        },
        .exact("map(attempts:)", { $0.map { $0 + 1 } }) { input, _ in
            input.map(attempts: 2, concurrency: 3) { await later($0 + 1) }
        },
        .free("splitFailures", { $0 }, strand: { $0.filter { $0 % 2 == 0 } }) { input, capacity in
            let (evens, odds) = input.splitFailures { (number: Int) throws -> Int in
                if number % 2 == 1 { throw Boom("odd") }
                return number
            }
            return merge(evens.room(capacity), odds.map(\.element).room(capacity))
        },
    ]
}

private func windowSums(_ numbers: [Int]) -> [Int] {
    numbers.indices.dropFirst(2).map { numbers[$0] + numbers[$0 - 1] + numbers[$0 - 2] }
}

private func chunkedSums(_ numbers: [Int]) -> [Int] {
    stride(from: 0, to: numbers.count, by: 4).map { numbers[$0..<min($0 + 4, numbers.count)].reduce(0, +) }
}
