import Dataflow
import DataflowProbes
import DataflowTesting

/// Operators that keep something for each key; only for flows whose order is known, and that end.
extension RandomGraph {
    func keyed(_ part: Part, _ salt: Int) -> Part {
        let (flow, oracle) = part
        switch salt % 5 {
        case 0:
            let (results, late) = flow.aggregated(
                by: { $0 & 3 }, in: .tumbling(of: .seconds(32)), at: { .seconds($0 & 127) }, outOfOrder: .seconds(128),
                into: 0
            ) { $0 = mix($0, $1) }
            return (merge(results.map(\.value), late), oracle.ordered { windows($0) })
        case 1:
            let flow = flow.scan(by: { $0 & 3 }, into: salt) { $0 = mix($0, $1) }.map { $0.value }
            return (flow, oracle.ordered { scans($0, salt) })
        case 2:
            let flow = flow.prefixAndRest(salt % 7) { first, rest in
                merge(Flow([first.reduce(0, &+)]), rest.map { $0 &+ 1 })
            }
            let count = salt % 7
            let changed = oracle.ordered { [$0.prefix(count).reduce(0, &+)] + $0.dropFirst(count).map { $0 &+ 1 } }
            return (flow, changed.shuffled)
        case 3:
            // On a clock that stands still nobody comes too late.
            let flow = flow.joined(
                with: Flow(0..<4), on: { $0 & 3 }, { $0 }, within: .seconds(1), clock: TestClock()
            ).map { mix($0, $1) }
            return (flow, oracle.each { [mix($0, $0 & 3)] }.shuffled)
        default:
            let flow = flow.joined(
                with: Flow(0..<4), on: { $0 & 3 }, { $0 }, at: { _ in .zero }, { _ in .zero }, within: .zero
            ).map { mix($0, $1) }
            return (flow, oracle.each { [mix($0, $0 & 3)] }.shuffled)
        }
    }
}

private func windows(_ numbers: [Int]) -> [Int] {
    (0..<4).flatMap { window in
        let numbers = numbers.filter { ($0 & 127) / 32 == window }
        var keys: [Int] = []
        for number in numbers where !keys.contains(number & 3) { keys.append(number & 3) }
        return keys.map { key in numbers.filter { $0 & 3 == key }.reduce(0) { mix($0, $1) } }
    }
}

private func scans(_ numbers: [Int], _ start: Int) -> [Int] {
    var values = Array(repeating: start, count: 4)
    return numbers.map { number in
        values[number & 3] = mix(values[number & 3], number)
        return values[number & 3]
    }
}
