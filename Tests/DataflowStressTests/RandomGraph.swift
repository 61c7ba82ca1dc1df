import Dataflow
import DataflowProbes

/// Builds a graph by chance, and what it must give.
struct RandomGraph {
    typealias Part = (flow: Flow<Int>, oracle: Oracle)

    var draws: Draws
    /// Nil makes finite sources; else sources go on for ever.
    let endless: SourceProbe?
    /// How many of a hundred operators are followed by one that throws at some element.
    let bombs: Int
    /// The names of the nodes that threw.
    let thrown = Recorder<String>()
    var sources = 0
    private var bombCount = 0

    init(_ draws: Draws, endless: SourceProbe? = nil, bombs: Int = 0) {
        self.draws = draws
        self.endless = endless
        self.bombs = bombs
    }

    init(seed: Int, endless: SourceProbe? = nil, bombs: Int = 0) {
        self.init(Draws(seed: seed), endless: endless, bombs: bombs)
    }

    mutating func build() -> Part { part(depth: draws.upTo(5)) }

    private mutating func part(depth: Int) -> Part {
        var part = depth == 0 || draws.chance(25) ? source() : join(depth)
        for _ in 0..<draws.upTo(4) { part = armed(roomy(extended(part))) }
        return part
    }

    mutating func roomy(_ part: Part) -> Part {
        draws.chance(80) ? (part.flow.capacity(1 + draws.upTo(40)), part.oracle) : part
    }

    // MARK: - Operators that part and join

    /// A diamond whose branches keep step.
    mutating func twice(_ part: Part, _ salt: Int) -> Part {
        let left = roomy((part.flow.map { mix($0, salt) }, part.oracle)).flow
        let right = roomy((part.flow.map { $0 &+ salt }, part.oracle)).flow
        if salt % 2 == 0 {
            return (zip(left, right).map { $0 &- $1 }, part.oracle.each { [mix($0, salt) &- ($0 &+ salt)] })
        }
        return (merge(left, right), .merged([part.oracle.each { [mix($0, salt)] }, part.oracle.each { [$0 &+ salt] }]))
    }

    mutating func parted(_ part: Part, _ salt: Int) -> Part {
        guard salt % 2 == 0 else { return partitioned(part, salt) }
        if salt % 3 == 0 { return failuresApart(part, salt) }
        let (yes, no) = part.flow.split { $0 % 2 == 0 }
        let left = roomy((yes, part.oracle.each { $0 % 2 == 0 ? [$0] : [] }))
        let right = roomy((no.map { $0 &+ salt }, part.oracle.each { $0 % 2 == 0 ? [] : [$0 &+ salt] }))
        return (merge(left.flow, right.flow), .merged([left.oracle, right.oracle]))
    }

    /// The elements for which a closure throws go another way.
    private mutating func failuresApart(_ part: Part, _ salt: Int) -> Part {
        let (good, bad) = part.flow.splitFailures { (number: Int) throws in
            if number % 3 == 1 { throw Boom("split off") }
            return mix(number, salt)
        }
        let left = roomy((good, part.oracle.each { $0 % 3 == 1 ? [] : [mix($0, salt)] }))
        let right = roomy((bad.map(\.element), part.oracle.each { $0 % 3 == 1 ? [$0] : [] }))
        return (merge(left.flow, right.flow), .merged([left.oracle, right.oracle]))
    }

    private mutating func partitioned(_ part: Part, _ salt: Int) -> Part {
        let count = 2 + salt % 3
        let parts = part.flow.partition(into: count) { abs($0) % count }.enumerated().map { number, flow in
            roomy((flow, part.oracle.each { abs($0) % count == number ? [$0] : [] }))
        }
        return (merge(parts.map(\.flow)), .merged(parts.map(\.oracle)))
    }

    private mutating func join(_ depth: Int) -> Part {
        let first = part(depth: depth - 1)
        switch draws.upTo(5) {
        case 1:
            let others = (0..<draws.upTo(3)).map { _ in part(depth: depth - 1) }
            let all = [first] + others
            return all.count == 1 ? first : (merge(all.map(\.flow)), .merged(all.map(\.oracle)))
        case 2:
            let second = part(depth: depth - 1)
            return (concat(first.flow, second.flow), .chained([first.oracle, second.oracle]))
        case 3:
            let second = part(depth: depth - 1)
            guard first.oracle.isExact, second.oracle.isExact else {
                return (merge(first.flow, second.flow), .merged([first.oracle, second.oracle]))
            }
            let pairs = Swift.zip(first.oracle.elements, second.oracle.elements).map { $0 &* 31 &+ $1 }
            return (zip(first.flow, second.flow).map { $0 &* 31 &+ $1 }, Oracle(pairs))
        case 4 where endless == nil && first.oracle.elements.count < 500: return looped(first)
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
        guard draws.chance(bombs) else { return part }
        bombCount += 1
        let (name, fuse, seen, thrown) = ("bomb \(bombCount)", draws.upTo(60), Counter(), thrown)
        let flow = part.flow.map { (number: Int) throws -> Int in
            guard seen.add() > fuse else { return number }
            thrown.record(name)
            throw Boom(name)
        }
        return (flow.named(name), part.oracle)
    }
}

func mix(_ number: Int, _ salt: Int) -> Int { abs((number &* 7 &+ salt) % 1009) }
