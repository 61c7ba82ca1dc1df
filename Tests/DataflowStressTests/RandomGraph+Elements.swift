import Dataflow
import DataflowProbes

/// Operators that look at neighbours; only for flows whose order is known.
extension RandomGraph {
    func neighbourly(_ part: Part, _ salt: Int) -> Part {
        let (flow, oracle) = part
        switch salt % 14 {
        case 8...11 where endless == nil: return keyed(part, salt / 14)
        case 0:
            return (
                flow.adjacentPairs().map { mix($0, $1) },
                oracle.ordered { zip($0, $0.dropFirst()).map { mix($0, $1) } }
            )
        case 1:
            let size = 1 + salt % 3
            return (flow.windows(ofCount: size).map { $0.reduce(0, &+) }, oracle.ordered { windowSums($0, size) })
        case 2:
            let separated = flow.interspersed(with: salt)
            return (separated, oracle.ordered { Array($0.prefix(1)) + $0.dropFirst().flatMap { [salt, $0] } })
        case 3 where endless == nil:
            let chunks = flow.chunked { $0 % 3 == $1 % 3 }.map { $0.reduce(0, &+) }
            return (chunks, oracle.ordered { chunkedSums($0, by: 3) })
        case 4 where endless == nil:
            let chunks = flow.chunked(on: { $0 % 2 }).map { $0.1.reduce(0, &+) }
            return (chunks, oracle.ordered { chunkedSums($0, by: 2) })
        case 5: return (flow.enumerated().map { mix($0, $1) }, oracle.ordered { $0.enumerated().map { mix($0, $1) } })
        case 6 where endless == nil:
            return (flow.distinct(maxKeys: 100_000), oracle.ordered { firsts($0) })
        case 7 where endless == nil:
            let sums = flow.aggregated(by: { $0 % 5 }, into: 0) { $0 &+= $1 }.map { mix($0.key, $0.value) }
            return (sums, oracle.ordered { aggregated($0) })
        case 12 where endless == nil: return (flow.suffix(salt % 9), oracle.ordered { Array($0.suffix(salt % 9)) })
        case 13 where endless == nil: return (flow.dropLast(salt % 7), oracle.ordered { Array($0.dropLast(salt % 7)) })
        default: return (flow.tap { _ in }.map(attempts: 2) { $0 }, oracle)
        }
    }
}

private func windowSums(_ numbers: [Int], _ size: Int) -> [Int] {
    numbers.indices.dropFirst(size - 1).map { numbers[($0 - size + 1)...$0].reduce(0, &+) }
}

private func chunkedSums(_ numbers: [Int], by divisor: Int) -> [Int] {
    var sums: [Int] = []
    for (place, number) in numbers.enumerated() {
        if place > 0, numbers[place - 1] % divisor == number % divisor {
            sums[sums.count - 1] &+= number
        } else {
            sums.append(number)
        }
    }
    return sums
}

private func firsts(_ numbers: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return numbers.filter { seen.insert($0).inserted }
}

private func aggregated(_ numbers: [Int]) -> [Int] {
    firsts(numbers.map { $0 % 5 }).map { key in
        mix(key, numbers.filter { $0 % 5 == key }.reduce(0, &+))
    }
}
