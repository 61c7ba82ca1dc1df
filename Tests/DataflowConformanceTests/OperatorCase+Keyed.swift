import Dataflow
import DataflowProbes

/// Operators that keep something for each key.
extension OperatorCase {
    static let keyed: [OperatorCase] = [
        .exact("aggregated in windows", { windowSums($0) }) { input, capacity in
            let (results, late) = input.aggregated(
                by: { $0 % 2 }, in: .tumbling(of: .seconds(4)), at: { .seconds($0) }, outOfOrder: .seconds(1_000),
                into: 0
            ) { $0 += $1 }
            // A failure comes by both flows.
            let none = late.room(capacity).catch { _ in .empty() }
            return merge(results.room(capacity).map(\.value), none)
        },
        .exact("aggregated in sessions", { $0 }) { input, capacity in
            let (results, late) = input.aggregated(
                by: { _ in 0 }, in: .session(gap: .seconds(1)), at: { .seconds($0) }, into: 0, combine: +
            ) { $0 += $1 }
            let none = late.room(capacity).catch { _ in .empty() }
            return merge(results.room(capacity).map(\.value), none)
        },
        .exact("scan(by:)", { sumsByKey($0) }) { input, _ in
            input.scan(by: { $0 % 3 }, into: 0) { $0 += $1 }.map { $0.value }
        },
        .exact("map(with:)", { $0.enumerated().map { $0 + $1 } }) { input, _ in
            input.map(with: { 0 }) { (count: inout Int, number: Int) in
                defer { count += 1 }
                return count + number
            }
        },
        .exact("prefixAndRest", { [900] + $0 }) { input, capacity in
            input.prefixAndRest(3) { first, rest in concat(Flow([900] + first).room(capacity), rest.room(capacity)) }
        },
        .free("joined", { $0.map { $0 * 10 + $0 % 3 } }, isAlone: false) { input, capacity in
            input.joined(
                with: Flow(0..<3).room(capacity), on: { $0 % 3 }, { $0 }, at: { _ in .zero }, { _ in .zero },
                within: .zero
            ).map { $0 * 10 + $1 }
        },
        .free("divided", { $0 }, strand: { $0.filter { $0 % 2 == 0 } }) { input, capacity in
            let (evens, odds): (Flow<Int>, Flow<String>) = input.map {
                $0 % 2 == 0 ? OneOf.first($0) : OneOf.second("\($0)")
            }.divided()
            return merge(evens.room(capacity), odds.room(capacity).map { Int($0)! })
        },
    ]
}

private func windowSums(_ numbers: [Int]) -> [Int] {
    Dictionary(grouping: numbers) { $0 / 4 }.sorted { $0.key < $1.key }.flatMap { _, numbers in
        let keys = numbers.map { $0 % 2 }
        return keys.enumerated().filter { place, key in !keys[..<place].contains(key) }.map { _, key in
            numbers.filter { $0 % 2 == key }.reduce(0, +)
        }
    }
}

private func sumsByKey(_ numbers: [Int]) -> [Int] {
    numbers.indices.map { place in numbers[...place].filter { $0 % 3 == numbers[place] % 3 }.reduce(0, +) }
}
