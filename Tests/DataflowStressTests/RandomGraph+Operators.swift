import Dataflow
import DataflowProbes

/// Sources, and operators with one input.
extension RandomGraph {
    mutating func source() -> Part {
        sources += 1
        if let endless { return (Flow(source: CountingSource(probe: endless) { $0 % 1009 }), Oracle([])) }
        let (start, count) = (draws.upTo(500), draws.upTo(50))
        let numbers = Array(start..<(start + count))
        switch draws.upTo(8) {
        case 1:
            let flow = Flow<Int> { emit in for number in numbers { try await emit(number) } }
            return roomy((flow, Oracle(numbers)))
        case 2: return roomy((Flow(source: CountingSource(count) { start + $0 }), Oracle(numbers)))
        case 3: return roomy((Flow.unfold(start) { next(&$0, before: start + count) }, Oracle(numbers)))
        case 4: return roomy((failing(numbers).catch { _ in Flow([7, 8]) }, Oracle(numbers + [7, 8])))
        case 5: return roomy((failing(numbers).retry(1), Oracle(numbers + numbers)))
        case 6: return roomy((failing(numbers).replaceError(with: 7), Oracle(numbers + [7])))
        case 7:
            let policy = RetryPolicy(attempts: 2, backoff: .exponential(from: .nanoseconds(100), jitter: 1))
            return roomy((failing(numbers).retry(policy), Oracle(numbers + numbers)))
        default: return roomy((Flow(numbers), Oracle(numbers)))
        }
    }

    /// Fails after these numbers, the first time.
    private func failing(_ numbers: [Int]) -> Flow<Int> {
        let starts = Counter()
        return Flow<Int> { emit in
            let start = starts.add()
            for number in numbers { try await emit(number) }
            if start == 1 { throw Boom("first") }
        }
    }

    mutating func extended(_ part: Part) -> Part {
        if draws.chance(25) { return joined(part) }
        let salt = draws.upTo(100)
        switch draws.upTo(part.oracle.isExact ? 18 : 11) {
        case 0: return (part.flow.map { mix($0, salt) }, part.oracle.each { [mix($0, salt)] })
        case 1 where endless == nil:
            return (part.flow.filter { $0 % 3 != salt % 3 }, part.oracle.each { $0 % 3 != salt % 3 ? [$0] : [] })
        case 2 where part.oracle.elements.count < 1_000:
            return (part.flow.flatMap { copies($0) }, part.oracle.each(copies))
        case 3: return (held(part.flow, salt), part.oracle)
        case 4:
            let overflow: Overflow = salt % 2 == 0 || endless != nil ? .dropOldest : .fail
            return (part.flow.buffer(50_000, overflow: overflow), part.oracle)
        case 5 where part.oracle.elements.count < 1_000: return twice(part, salt)
        case 6: return parted(part, salt)
        case 7 where endless == nil:
            return (part.flow.compactMap { $0 % 2 == 0 ? $0 : nil }, part.oracle.each { $0 % 2 == 0 ? [$0] : [] })
        case 8 where endless == nil:
            let flow = part.flow.map { (number: Int) throws in
                if number % 5 == 3 { throw Boom("skipped") }
                return number
            }
            return (flow.onFailure(.skip), part.oracle.each { $0 % 5 == 3 ? [] : [$0] })
        case 9 where part.oracle.elements.count < 500: return nested(part, salt)
        default: return part.oracle.isExact ? extendedInOrder(part, salt) : part
        }
    }

    /// A flow for each element; one after the other, or several at once.
    private func nested(_ part: Part, _ salt: Int) -> Part {
        let oracle = part.oracle.each { number in copies(number).map { mix($0, salt) } }
        let make: @Sendable (Int) -> Flow<Int> = { number in
            Flow(copies(number)).capacity(1 + salt % 3).map { mix($0, salt) }
        }
        if salt % 2 == 0 { return (part.flow.concatMap(make), oracle) }
        if salt % 3 == 0 {
            let flow = part.flow.grouped(by: { abs($0) % 5 }, maxGroups: 3, overflow: .closeOldest) { _, elements in
                elements.capacity(1 + salt % 3).map { mix($0, salt) }
            }
            return (flow, part.oracle.each { [mix($0, salt)] }.shuffled)
        }
        return (part.flow.flatMap(maxConcurrent: 2 + salt % 4, make), oracle.shuffled)
    }

    /// Operators that hold elements for a while, and lose none.
    private func held(_ flow: Flow<Int>, _ salt: Int) -> Flow<Int> {
        let few = 1 + salt % 7
        return switch salt % 10 {
        case 0: flow.chunksWhileBusy(max: few).flatMap { $0 }
        case 1: flow.conflated(into: [Int]()) { $0.append($1) }.flatMap { $0 }
        case 2: flow.chunks(of: few, orAfter: .nanoseconds(100)).flatMap { $0 }
        case 3: flow.delay(for: .nanoseconds(salt), holding: few)
        case 4: flow.buffer(weighing: { abs($0) % 3 }, limit: few)
        case 5: flow.timestamped().map(\.element)
        case 6: flow.limited(to: few, per: .nanoseconds(10))
        case 7: flow.limited(by: Limiter(rate: few, per: .nanoseconds(10)))
        case 8: flow.map(limiter: Limiter(concurrency: few), concurrency: few + 1) { $0 }
        default: flow.buffer(few)
        }
    }

    private mutating func extendedInOrder(_ part: Part, _ salt: Int) -> Part {
        let (flow, oracle) = part
        switch draws.upTo(11) {
        case 0: return (flow.scan(salt) { mix($0 &+ $1, 1) }, oracle.ordered { sums($0, salt) })
        case 1 where endless == nil: return (flow.prefix(salt % 40), oracle.ordered { Array($0.prefix(salt % 40)) })
        case 2:
            let size = 1 + salt % 5
            return (flow.chunks(of: size).map { $0.reduce(0, &+) }, oracle.ordered { chunkSums($0, size) })
        case 3:
            let spread = flow.balanced(across: 1 + salt % 4) { $0.map { mix($0, salt) } }
            return (spread, oracle.each { [mix($0, salt)] })
        case 4:
            let spread = flow.balanced(across: 1 + salt % 4, ordered: false) { $0.map { mix($0, salt) } }
            return (spread, oracle.each { [mix($0, salt)] }.shuffled)
        case 5: return (flow.dropFirst(salt % 9), oracle.ordered { Array($0.dropFirst(salt % 9)) })
        case 6 where endless == nil:
            return (flow.drop { $0 % 7 < salt % 7 }, oracle.ordered { Array($0.drop { $0 % 7 < salt % 7 }) })
        case 7 where endless == nil:
            return (flow.prefix { $0 % 97 != salt }, oracle.ordered { Array($0.prefix { $0 % 97 != salt }) })
        case 8 where endless == nil:
            return (flow.map { $0 / 3 }.removeDuplicates(), oracle.ordered { distinct($0.map { $0 / 3 }) })
        default: return mappedAside(part, salt)
        }
    }

    /// By closures that await, several at once.
    private func mappedAside(_ part: Part, _ salt: Int) -> Part {
        let isOrdered = salt % 2 == 0
        let mapped = part.flow.map(concurrency: 1 + salt % 5, ordered: isOrdered) { (number: Int) async -> Int in
            if number % 2 == 0 { await Task.yield() }
            return mix(number, salt)
        }
        let oracle = part.oracle.each { [mix($0, salt)] }
        return (mapped, isOrdered ? oracle : oracle.shuffled)
    }
}

private func copies(_ number: Int) -> [Int] { Array(repeating: number, count: abs(number) % 3) }

private func next(_ state: inout Int, before end: Int) -> Int? {
    if state >= end { return nil }
    defer { state += 1 }
    return state
}

private func distinct(_ numbers: [Int]) -> [Int] {
    numbers.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
}

private func sums(_ numbers: [Int], _ start: Int) -> [Int] {
    var sum = start
    return numbers.map { number in
        sum = mix(sum &+ number, 1)
        return sum
    }
}

func chunkSums(_ numbers: [Int], _ size: Int) -> [Int] {
    stride(from: 0, to: numbers.count, by: size).map { numbers[$0..<min($0 + size, numbers.count)].reduce(0, &+) }
}
