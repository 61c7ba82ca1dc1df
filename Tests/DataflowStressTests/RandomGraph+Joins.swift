import Dataflow
import DataflowProbes

/// Operators with a second input, and those that join flows of one type.
extension RandomGraph {
    mutating func joined(_ part: Part) -> Part {
        let salt = draws.upTo(100)
        if part.oracle.isExact, draws.chance(40) { return neighbourly(part, salt) }
        switch draws.upTo(9) {
        case 0:
            let other = roomy((Flow.just(salt), Oracle([salt]))).flow
            return (part.flow.withLatest(from: other, waiting: true).map(mix), part.oracle.each { [mix($0, salt)] })
        case 1: return (part.flow.prefix(until: salt % 2 == 0 ? Flow<String>.never() : .empty()), part.oracle)
        case 2: return (race(part.flow, .never()), part.oracle)
        case 3: return (part.flow.prepend(salt), .chained([Oracle([salt]), part.oracle]))
        case 4 where endless == nil: return (part.flow.append(salt), .chained([part.oracle, Oracle([salt])]))
        case 5:
            let other = roomy((Flow(0..<salt % 9), Oracle([]))).flow
            return (merge(preferring: part.flow, other), .merged([part.oracle, Oracle(Array(0..<salt % 9))]))
        case 6 where endless == nil:
            let isEmpty = part.oracle.elements.isEmpty
            return (part.flow.ifEmpty(.just(salt)), isEmpty ? Oracle([salt]) : part.oracle)
        default: return part.oracle.isExact && endless == nil ? joinedInOrder(part, salt) : part
        }
    }

    private mutating func joinedInOrder(_ part: Part, _ salt: Int) -> Part {
        let others = Array(salt..<salt + draws.upTo(20))
        let other = roomy((Flow(others), Oracle(others))).flow
        let oracle = part.oracle
        switch draws.upTo(6) {
        case 0:
            let size = 1 + salt % 5
            let chunks = part.flow.chunks(of: size, or: Flow<String>.empty())
            return (chunks.map { $0.reduce(0, &+) }, oracle.ordered { chunkSums($0, size) })
        case 1:
            let segment = 1 + salt % 4
            return (interleave(part.flow, other, segment: segment), oracle.ordered { interleaved($0, others, segment) })
        case 2:
            return (mergeSorted(part.flow, other).scan(0, max), oracle.ordered { maxima($0, others) })
        case 3:
            let flow = zip([part.flow, other]).map { $0[0] &* 31 &+ $0[1] }
            return (flow, oracle.ordered { zip($0, others).map { $0 &* 31 &+ $1 } })
        case 4:
            // What comes between depends on the schedule; the last elements of both are always put together.
            let flow = combineLatest([part.flow, other]).suffix(1).map { mix($0[0], $0[1]) }
            return (flow, oracle.ordered { lastOfBoth($0, others) })
        default:
            let flow = zipLongest(part.flow, other).map { ($0 ?? 5) &* 31 &+ ($1 ?? 7) }
            return (flow, oracle.ordered { longest($0, others) })
        }
    }
}

private func interleaved(_ first: [Int], _ second: [Int], _ segment: Int) -> [Int] {
    var rests = [first[...], second[...]]
    var result: [Int] = []
    while rests.contains(where: { !$0.isEmpty }) {
        for place in rests.indices {
            result += rests[place].prefix(segment)
            rests[place] = rests[place].dropFirst(segment)
        }
    }
    return result
}

/// The largest so far of two lists, of which the second is in order: whichever is smaller at its front goes first.
private func maxima(_ first: [Int], _ second: [Int]) -> [Int] {
    var (rest, others, highest) = (first[...], second[...], 0)
    return (0..<first.count + second.count).map { _ in
        let isFirst = others.isEmpty || !rest.isEmpty && rest.first! <= others.first!
        highest = max(highest, isFirst ? rest.removeFirst() : others.removeFirst())
        return highest
    }
}

private func lastOfBoth(_ first: [Int], _ second: [Int]) -> [Int] {
    guard let last = first.last, let other = second.last else { return [] }
    return [mix(last, other)]
}

private func longest(_ first: [Int], _ second: [Int]) -> [Int] {
    (0..<max(first.count, second.count)).map { place in
        (place < first.count ? first[place] : 5) &* 31 &+ (place < second.count ? second[place] : 7)
    }
}
