/// The frozen nodes and edges of a graph: a value to look at, validate and draw, and what a run is wired from.
///
/// Everything stands in flat arrays and is known by its place there: a node stands after those that feed it, loops aside, and
/// broadcasts that nobody wrote stand last.
public struct GraphPlan: Sendable {
    /// One bounded edge between two operators, or from a sink to the run.
    public struct Edge: Sendable, Identifiable {
        // Small numbers: each run freezes its graph anew, and an array that grows is copied.
        private let number: Int32
        private let producer: Int32
        private let consumer: Int32
        private let consumerPort: Int32
        /// How many elements it holds.
        public let capacity: Int

        init(id: Int, from producer: Int, to consumer: Int?, capacity: Int, port: Int) {
            number = Int32(id)
            self.producer = Int32(producer)
            self.consumer = Int32(consumer ?? -1)
            consumerPort = Int32(port)
            self.capacity = capacity
        }

        /// Its place in ``GraphPlan/edges``.
        public var id: Int { Int(number) }
        /// The node that produces.
        public var from: Int { Int(producer) }
        /// The node that consumes, or nil for the value of a sink.
        public var to: Int? { consumer < 0 ? nil : Int(consumer) }
        /// The input port of the consumer.
        public var port: Int { Int(consumerPort) }
    }

    /// Every node; a node stands after those that feed it, loops aside.
    public var nodes: [Node] { (legend ?? Legend(of: self)).nodes }
    /// Every edge.
    public internal(set) var edges: [Edge] = []
    /// The nodes that form loops, one list for each set of nodes that reach one another.
    public internal(set) var loops: [[Int]] = []

    /// The nodes as a run needs them, which asks for no names.
    var frozen: [FrozenNode] = []
    /// The edge at each input of each node.
    var inputs: [Int] = []
    /// The edge at each output of each node; nil where nobody consumes one.
    var outputs: [Int?] = []
    /// The edges that carry the sinks' values, in the order in which the sinks were listed.
    var results: [Int] = []
    /// Loop entries that no loop leads back to.
    var openLoops: [Int] = []
    var features: Features = []

    /// Whether a running node takes the flows' elements; else they are sinks, with one value each.
    let isPart: Bool
    /// What the sinks are fed by, as it was written.
    var ends: [AnyFlow] = []
    /// The flows that go back to the entries of loops.
    var backs = LoopBacks()
    /// Names and what was said, once somebody has asked: they cost more than all the rest.
    var legend: Legend?

    init(isPart: Bool) {
        self.isPart = isPart
    }

    /// The sink whose value is at a place of ``results``; where the value is used elsewhere too, a broadcast stands between.
    func sink(at place: Int) -> Int {
        let producer = edges[results[place]].from
        return frozen[producer].origin.map { Int($0) } ?? producer
    }
}

extension GraphPlan {
    /// One operator, without its name.
    struct FrozenNode: Sendable {
        let stage: Stage
        /// The operator whose many consumers it serves, for a broadcast that nobody wrote.
        let origin: Int32?
        /// Its places in ``GraphPlan/inputs``, by port.
        var inputs = Ports(first: 0, count: 0)
        /// Its places in ``GraphPlan/outputs``, by port.
        let outputs: Ports
        /// What was said first about it.
        var policy: FailurePolicy?

        var isBroadcast: Bool { origin != nil }
        var isLoopEntry: Bool { !isBroadcast && stage.role.isLoopEntry }
    }

    /// A node's part of an array that serves all nodes.
    struct Ports: Sendable {
        private let start: Int32
        private let size: Int32

        init(first: Int, count: Int) {
            start = Int32(first)
            size = Int32(count)
        }

        var first: Int { Int(start) }
        var count: Int { Int(size) }
        var places: Range<Int> { first..<first + count }
    }

    /// What stands in a graph that not every graph has: who has no interest in it need not look.
    struct Features: OptionSet, Sendable {
        let rawValue: UInt16
        static let problem = Features(rawValue: 1)
        static let oddCapacity = Features(rawValue: 2)
        static let name = Features(rawValue: 4)
        static let policy = Features(rawValue: 8)
        static let openOutput = Features(rawValue: 16)
        static let loop = Features(rawValue: 32)
        static let inlet = Features(rawValue: 64)
        static let sequence = Features(rawValue: 128)
        static let singlePass = Features(rawValue: 256)
        static let retry = Features(rawValue: 512)
    }
}
