import Dataflow
import DataflowProbes

extension OperatorCase {
    /// Every operator, each shape of node, and what is made of several.
    static let all: [OperatorCase] =
        elementwise + asynchronous + stateful + satisfied + joining + parting + recovering + nesting + timed + pairs
        + joins + grouped + retried + busy + keyed + measured + atTheEnd

    private static let elementwise: [OperatorCase] = [
        .exact("map", { $0.map { $0 * 3 } }) { input, _ in input.map { $0 * 3 } },
        .exact("filter", { $0.filter { $0 % 2 == 0 } }) { input, _ in input.filter { $0 % 2 == 0 } },
        .exact("compactMap", { $0.compactMap { $0 % 2 == 0 ? $0 / 2 : nil } }) { input, _ in
            input.compactMap { $0 % 2 == 0 ? $0 / 2 : nil }
        },
        .exact("flatMap", { $0.flatMap { [$0, -$0] } }) { input, _ in input.flatMap { [$0, -$0] } },
        .exact("onFailure(.skip)", { $0.filter { $0 % 3 != 1 } }) { input, _ in
            input.map { number throws in
                if number % 3 == 1 { throw Boom("skipped") }
                return number
            }.onFailure(.skip)
        },
        .exact("divert", { $0.filter { $0 % 3 != 0 } }) { input, _ in
            input.divert(to: Hub(), endsHub: false) { $0 % 3 == 0 }
        },
        .exact("buffer", { $0 }) { input, _ in input.buffer(2) },
        .exact("buffer(.dropOldest)", { $0 }) { input, _ in input.buffer(10_000, overflow: .fail) },
        .exact("a chain", { $0.map { $0 + 4 } }) { input, capacity in
            (0..<4).reduce(input) { flow, _ in flow.map { $0 + 1 }.room(capacity) }
        },
    ]

    private static let asynchronous: [OperatorCase] = [
        .exact("async map", { $0.map { $0 + 1 } }) { input, _ in input.map { await later($0 + 1) } },
        .exact("map(concurrency:)", { $0.map { $0 + 1 } }) { input, _ in
            input.map(concurrency: 3) { await later($0 + 1) }
        },
        .free("map(ordered: false)", { $0.map { $0 + 1 } }) { input, _ in
            input.map(concurrency: 3, ordered: false) { await later($0 + 1) }
        },
        .exact("map(limiter:)", { $0.map { $0 + 1 } }) { input, _ in
            input.map(limiter: Limiter(concurrency: 2), concurrency: 3) { await later($0 + 1) }
        },
        .exact("map(breaker:)", { $0.map { $0 + 1 } }) { input, _ in
            input.map(breaker: CircuitBreaker(after: .inARow(1), pause: .none), concurrency: 2) { await later($0 + 1) }
        },
        .exact("async filter", { $0.filter { $0 % 2 == 0 } }) { input, _ in
            input.filter { await later($0) % 2 == 0 }
        },
        .exact("async flatMap", { $0.flatMap { [$0, -$0] } }) { input, _ in
            input.flatMap { number in [await later(number), -number] }
        },
        .exact("async scan", { sums($0) }) { input, _ in input.scan(0) { await later($0 + $1) } },
    ]

    private static let stateful: [OperatorCase] = [
        .exact("scan", { sums($0) }) { input, _ in input.scan(0) { $0 + $1 } },
        .exact("dropFirst", { Array($0.dropFirst(2)) }) { input, _ in input.dropFirst(2) },
        .exact("drop(while:)", { Array($0.drop { $0 < 2 }) }) { input, _ in input.drop { $0 < 2 } },
        .exact("removeDuplicates", { halves($0) }) { input, _ in input.map { $0 / 2 }.removeDuplicates() },
        .exact("chunks", { chunkSums($0) }) { input, _ in input.chunks(of: 2).map { $0.reduce(0, +) } },
    ]

    private static let satisfied: [OperatorCase] = [
        .exact(
            "prefix", { Array($0.prefix(3)) },
            atFailure: { $0.count < 3 ? .fails($0) : .completes(Array($0.prefix(3))) }
        ) { input, _ in input.prefix(3) },
        .exact(
            "prefix(while:)", { Array($0.prefix { $0 < 4 }) },
            atFailure: { $0.contains { $0 >= 4 } ? .completes(Array($0.prefix { $0 < 4 })) : .fails($0) }
        ) { input, _ in input.prefix { $0 < 4 } },
    ]

    private static let atTheEnd: [OperatorCase] = [
        .atEnd("suffix", { Array($0.suffix(2)) }) { input, _ in input.suffix(2) },
        .atEnd("aggregated(by:)", { sumsOfKeys($0) }) { input, _ in
            input.aggregated(by: { $0 % 3 }, into: 0) { $0 += $1 }.map { $0.key * 1_000 + $0.value }
        },
    ]

    private static let timed: [OperatorCase] = [
        .exact("paced", { $0 }) { input, _ in input.paced(every: .milliseconds(10)) },
        .exact("debounce, no pause", { $0 }) { input, _ in input.debounce(for: .zero) },
        .lossy("debounce") { input, _ in input.debounce(for: .milliseconds(10)) },
        .exact("throttle, no interval", { $0 }) { input, _ in input.throttle(for: .zero) },
        .lossy("throttle") { input, _ in input.throttle(for: .milliseconds(10)) },
        .exact("throttle(latest: false), no interval", { $0 }) { input, _ in input.throttle(for: .zero, latest: false)
        },
        .exact("chunks(of:orAfter:)", { $0 }) { input, _ in
            input.chunks(of: 3, orAfter: .milliseconds(10)).flatMap { $0 }
        },
        .exact("chunks(every:)", { $0 }) { input, _ in
            input.chunks(every: .milliseconds(10), max: 4).flatMap { $0 }
        },
        .exact("delay", { $0 }) { input, _ in input.delay(for: .milliseconds(10), holding: 3) },
        .lossy("sample") { input, _ in input.sample(every: .milliseconds(10)) },
        .exact("limited", { $0 }) { input, _ in input.limited(to: 2, per: .milliseconds(10), burst: 3) },
        .exact("limited(by:)", { $0 }) { input, _ in
            input.limited(by: Limiter(rate: 2, per: .milliseconds(10), burst: 3))
        },
        .exact("timestamped", { $0 }) { input, _ in input.timestamped().map(\.element) },
    ]

    private static let busy: [OperatorCase] = [
        .lossy("buffer(1, .dropOldest)") { input, _ in input.buffer(1, overflow: .dropOldest) },
        .lossy("latest") { input, _ in input.latest() },
        .exact("chunks(weighing:)", { $0 }) { input, _ in
            input.chunks(weighing: { $0 % 3 }, limit: 4).flatMap { $0 }
        },
        .exact("buffer(weighing:)", { $0 }) { input, _ in input.buffer(weighing: { $0 % 3 }, limit: 3) },
        .exact("expanded", { $0 }) { input, _ in input.expanded { _ in EmptyCollection<Int>() } },
        .exact("chunksWhileBusy", { $0 }) { input, _ in input.chunksWhileBusy(max: 3).flatMap { $0 } },
        .exact("conflated", { $0 }) { input, _ in
            input.conflated(into: [Int]()) { $0.append($1) }.flatMap { $0 }
        },
    ]
}

/// The same number, after others had their turn.
func later(_ number: Int) async -> Int {
    if number % 2 == 0 { await Task.yield() }
    return number
}

private func sums(_ numbers: [Int]) -> [Int] {
    var sum = 0
    return numbers.map { number in
        sum += number
        return sum
    }
}

private func sumsOfKeys(_ numbers: [Int]) -> [Int] {
    let keys = numbers.map { $0 % 3 }.reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
    return keys.map { key in key * 1_000 + numbers.filter { $0 % 3 == key }.reduce(0, +) }
}

private func halves(_ numbers: [Int]) -> [Int] {
    numbers.map { $0 / 2 }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
}

private func chunkSums(_ numbers: [Int]) -> [Int] {
    stride(from: 0, to: numbers.count, by: 2).map { numbers[$0..<min($0 + 2, numbers.count)].reduce(0, +) }
}
