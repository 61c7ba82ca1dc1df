import Dataflow
import DataflowProbes

/// Numbers that a seed decides.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A graph of random operators, with what it must give, worked out with arrays.
struct RandomGraph {
    /// A flow with its elements; those of a merge have no certain order between its inputs.
    struct Branch {
        var flow: Flow<Int>
        var elements: [Int]
        var isOrdered = true
    }

    private(set) var sinks: [Branch] = []
    private var numbers: SeededNumbers
    private var open: [Branch] = []
    let probe = SourceProbe()
    private(set) var sourceCount = 0

    init(seed: UInt64, size: Int) {
        numbers = SeededNumbers(seed: seed)
        for _ in 0..<Int.random(in: 1...3, using: &numbers) { addSource() }
        for _ in 0..<Int.random(in: 1...size, using: &numbers) { grow() }
        sinks = open
    }

    private mutating func capacity() -> Int { [1, 1, 2, 3, 7, 64].randomElement(using: &numbers)! }

    private mutating func addSource() {
        let count = Int.random(in: 0...120, using: &numbers)
        sourceCount += 1
        open.append(
            Branch(flow: Flow<Int>.counting(count, probe: probe).capacity(capacity()), elements: Array(0..<count)))
    }

    private mutating func grow() {
        let index = open.indices.randomElement(using: &numbers)!
        let room = capacity()
        switch Int.random(in: 0..<8, using: &numbers) {
        case 0: change(index, room) { ($0.step { $0 &* 3 }, $1.map { $0 &* 3 }) }
        case 1: change(index, room) { ($0.only { $0 % 3 != 0 }, $1.filter { $0 % 3 != 0 }) }
        case 2 where open[index].elements.count < 500:
            change(index, room) { ($0.repeated(2), $1.flatMap { [$0, $0] }) }
        case 3: change(index, room) { ($0.asyncStep(concurrency: 3) { $0 &+ 1 }, $1.map { $0 &+ 1 }) }
        case 4 where open[index].isOrdered:
            let limit = Int.random(in: 0...40, using: &numbers)
            change(index, room) { ($0.first(limit), Array($1.prefix(limit))) }
        case 5 where open.count < 6: open.append(open[index])
        case 6 where open.count < 6: split(index, room)
        default: merge(index, room)
        }
    }

    private mutating func change(_ index: Int, _ room: Int, _ body: (Flow<Int>, [Int]) -> (Flow<Int>, [Int])) {
        let (flow, elements) = body(open[index].flow, open[index].elements)
        open[index].flow = flow.capacity(room)
        open[index].elements = elements
    }

    private mutating func split(_ index: Int, _ room: Int) {
        let branch = open.remove(at: index)
        let parts = branch.flow.routed(2) { .output($0 & 1) }
        for side in 0...1 {
            open.append(
                Branch(
                    flow: parts[side].capacity(room), elements: branch.elements.filter { $0 & 1 == side },
                    isOrdered: branch.isOrdered))
        }
    }

    private mutating func merge(_ index: Int, _ room: Int) {
        guard open.count > 1 else { return addSource() }
        let first = open.remove(at: index)
        let second = open.remove(at: open.indices.randomElement(using: &numbers)!)
        open.append(
            Branch(
                flow: joined([first.flow, second.flow]).capacity(room), elements: first.elements + second.elements,
                isOrdered: false))
    }

    /// All sinks as one graph.
    var graph: Graph<[[Int]]> {
        let flows = sinks.map(\.flow)
        return Graph("random") { for flow in flows { flow.gathered() } }
    }

    /// Whether the values are those of the oracle.
    func isRight(_ values: [[Int]]) -> Bool {
        Swift.zip(values, sinks).allSatisfy { value, sink in
            sink.isOrdered ? value == sink.elements : value.sorted() == sink.elements.sorted()
        }
    }
}
