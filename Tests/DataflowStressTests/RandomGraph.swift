import Dataflow
import DataflowProbes

/// Builds a graph by chance, and what it must give.
struct RandomGraph {
    typealias Part = (flow: Flow<Int>, oracle: Oracle)

    var random: SeededRandom
    /// Nil makes finite sources; else sources go on for ever.
    let endless: SourceProbe?
    /// How many of a hundred operators are followed by one that throws at some element.
    let bombs: Int
    /// The names of the nodes that threw.
    let thrown = Recorder<String>()
    private(set) var sources = 0
    private var bombCount = 0

    init(seed: Int, endless: SourceProbe? = nil, bombs: Int = 0) {
        random = SeededRandom(seed)
        self.endless = endless
        self.bombs = bombs
    }

    mutating func build() -> Part { part(depth: 1 + random.upTo(4)) }

    private mutating func part(depth: Int) -> Part {
        var part = depth == 0 || random.chance(25) ? source() : join(depth)
        for _ in 0..<random.upTo(4) { part = armed(roomy(extended(part))) }
        return part
    }

    private mutating func roomy(_ part: Part) -> Part {
        random.chance(80) ? (part.flow.capacity(1 + random.upTo(40)), part.oracle) : part
    }

    private mutating func source() -> Part {
        sources += 1
        if let endless { return (Flow(source: CountingSource(probe: endless) { $0 % 1009 }), Oracle([])) }
        let (start, count) = (random.upTo(500), random.upTo(50))
        let numbers = Array(start..<(start + count))
        switch random.upTo(3) {
        case 0: return roomy((Flow(numbers), Oracle(numbers)))
        case 1:
            let flow = Flow<Int> { emit in for number in numbers { try await emit(number) } }
            return roomy((flow, Oracle(numbers)))
        default: return roomy((Flow(source: CountingSource(count) { start + $0 }), Oracle(numbers)))
        }
    }

    // MARK: - Operators with one input

    private mutating func extended(_ part: Part) -> Part {
        let salt = random.upTo(100)
        switch random.upTo(part.oracle.isExact ? 13 : 7) {
        case 0: return (part.flow.map { mix($0, salt) }, part.oracle.each { [mix($0, salt)] })
        case 1: return (part.flow.filter { $0 % 3 != salt % 3 }, part.oracle.each { $0 % 3 != salt % 3 ? [$0] : [] })
        case 2 where part.oracle.elements.count < 1_000:
            return (part.flow.flatMap { copies($0) }, part.oracle.each(copies))
        case 3: return (part.flow.buffer(1 + salt % 7), part.oracle)
        case 4:
            let overflow: Overflow = salt % 2 == 0 || endless != nil ? .dropOldest : .fail
            return (part.flow.buffer(50_000, overflow: overflow), part.oracle)
        case 5 where part.oracle.elements.count < 1_000: return twice(part, salt)
        case 6: return parted(part, salt)
        default: return part.oracle.isExact ? extendedInOrder(part, salt) : part
        }
    }

    private mutating func extendedInOrder(_ part: Part, _ salt: Int) -> Part {
        let flow = part.flow
        switch random.upTo(7) {
        case 0: return (flow.scan(salt) { mix($0 &+ $1, 1) }, part.oracle.ordered { sums($0, salt) })
        case 1 where endless == nil:
            return (flow.prefix(salt % 40), part.oracle.ordered { Array($0.prefix(salt % 40)) })
        case 2:
            let size = 1 + salt % 5
            return (flow.chunks(of: size).map { $0.reduce(0, &+) }, part.oracle.ordered { chunkSums($0, size) })
        case 3:
            return (
                flow.balanced(across: 1 + salt % 4) { $0.map { mix($0, salt) } }, part.oracle.each { [mix($0, salt)] }
            )
        case 4:
            let copies = 1 + salt % 4
            let spread = flow.balanced(across: copies, ordered: false) { $0.map { mix($0, salt) } }
            return (spread, part.oracle.each { [mix($0, salt)] }.shuffled)
        default:
            let isOrdered = salt % 2 == 0
            let mapped = flow.map(concurrency: 1 + salt % 5, ordered: isOrdered) { (number: Int) async -> Int in
                if number % 2 == 0 { await Task.yield() }
                return mix(number, salt)
            }
            let oracle = part.oracle.each { [mix($0, salt)] }
            return (mapped, isOrdered ? oracle : oracle.shuffled)
        }
    }

    // MARK: - Operators that part and join

    /// A diamond whose branches keep step.
    private mutating func twice(_ part: Part, _ salt: Int) -> Part {
        let left = roomy((part.flow.map { mix($0, salt) }, part.oracle)).flow
        let right = roomy((part.flow.map { $0 &+ salt }, part.oracle)).flow
        if salt % 2 == 0 {
            return (zip(left, right).map { $0 &- $1 }, part.oracle.each { [mix($0, salt) &- ($0 &+ salt)] })
        }
        return (merge(left, right), .merged([part.oracle.each { [mix($0, salt)] }, part.oracle.each { [$0 &+ salt] }]))
    }

    private mutating func parted(_ part: Part, _ salt: Int) -> Part {
        let (yes, no) = part.flow.split { $0 % 2 == 0 }
        let left = roomy((yes, part.oracle.each { $0 % 2 == 0 ? [$0] : [] }))
        let right = roomy((no.map { $0 &+ salt }, part.oracle.each { $0 % 2 == 0 ? [] : [$0 &+ salt] }))
        return (merge(left.flow, right.flow), .merged([left.oracle, right.oracle]))
    }

    private mutating func join(_ depth: Int) -> Part {
        let first = part(depth: depth - 1)
        switch random.upTo(5) {
        case 0:
            let others = (0..<random.upTo(3)).map { _ in part(depth: depth - 1) }
            let all = [first] + others
            return all.count == 1 ? first : (merge(all.map(\.flow)), .merged(all.map(\.oracle)))
        case 1:
            let second = part(depth: depth - 1)
            return (concat(first.flow, second.flow), .chained([first.oracle, second.oracle]))
        case 2:
            let second = part(depth: depth - 1)
            guard first.oracle.isExact, second.oracle.isExact else {
                return (merge(first.flow, second.flow), .merged([first.oracle, second.oracle]))
            }
            let pairs = Swift.zip(first.oracle.elements, second.oracle.elements).map { $0 &* 31 &+ $1 }
            return (zip(first.flow, second.flow).map { $0 &* 31 &+ $1 }, Oracle(pairs))
        case 3 where endless == nil && first.oracle.elements.count < 500: return looped(first)
        default: return first
        }
    }

    /// Each element goes round, halved, until nothing is left of it.
    private func looped(_ part: Part) -> Part {
        let flow = feedback { (loop: Flow<Int>) in
            let all = merge(part.flow, loop).capacity(20_000)
            return (output: all, back: all.filter { $0 > 0 }.map { $0 / 2 }.capacity(20_000))
        }
        let extra = part.oracle.elements.flatMap { number -> [Int] in
            var (rest, halves) = (number, [Int]())
            while rest > 0 {
                rest /= 2
                halves.append(rest)
            }
            return halves
        }
        return (flow, .merged([part.oracle], plus: extra))
    }

    // MARK: - Bombs

    private mutating func armed(_ part: Part) -> Part {
        guard random.chance(bombs) else { return part }
        bombCount += 1
        let (name, fuse, seen, thrown) = ("bomb \(bombCount)", random.upTo(60), Counter(), thrown)
        let flow = part.flow.map { (number: Int) throws -> Int in
            guard seen.add() > fuse else { return number }
            thrown.record(name)
            throw Boom(name)
        }
        return (flow.named(name), part.oracle)
    }
}

private func mix(_ number: Int, _ salt: Int) -> Int { abs((number &* 7 &+ salt) % 1009) }
private func copies(_ number: Int) -> [Int] { Array(repeating: number, count: abs(number) % 3) }

private func sums(_ numbers: [Int], _ start: Int) -> [Int] {
    var sum = start
    return numbers.map { number in
        sum = mix(sum &+ number, 1)
        return sum
    }
}

private func chunkSums(_ numbers: [Int], _ size: Int) -> [Int] {
    stride(from: 0, to: numbers.count, by: size).map { numbers[$0..<min($0 + size, numbers.count)].reduce(0, &+) }
}
