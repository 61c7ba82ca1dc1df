/// The frozen nodes and edges of a graph: a value to look at, to validate and to draw. A run is wired from it.
///
/// Everything stands in flat arrays and is identified by its index. A node stands after its producers, except in loops;
/// broadcasts that nobody wrote stand last.
public struct GraphPlan: Sendable {
    /// One bounded edge between two operators, or from a sink to the run.
    public struct Edge: Sendable, Identifiable {
        // Small numbers: each run freezes its graph anew, and growing an array copies it.
        private let number: Int32
        private let producer: Int32
        private let consumer: Int32
        private let consumerPort: Int32
        /// How many elements the mailbox holds.
        public let capacity: Int

        init(id: Int, from producer: Int, to consumer: Int?, capacity: Int, port: Int) {
            number = Int32(id)
            self.producer = Int32(producer)
            self.consumer = Int32(consumer ?? -1)
            consumerPort = Int32(port)
            self.capacity = capacity
        }

        /// The edge's index in ``GraphPlan/edges``.
        public var id: Int { Int(number) }
        /// The producing node.
        public var from: Int { Int(producer) }
        /// The consuming node, or nil for the value of a sink.
        public var to: Int? { consumer < 0 ? nil : Int(consumer) }
        /// The input port of the consumer.
        public var port: Int { Int(consumerPort) }
    }

    /// Every node; a node stands after its producers, except in loops.
    public var nodes: [Node] { (legend ?? Legend(of: self)).nodes }
    /// Every edge.
    public internal(set) var edges: [Edge] = []
    /// The nodes that form loops: one list for each set of nodes that reach one another.
    public internal(set) var loops: [[Int]] = []

    /// The nodes as a run needs them, without names.
    var frozen: [FrozenNode] = []
    /// The edge at each input of each node.
    var inputs: [Int] = []
    /// The edge at each output of each node; nil for an output without a consumer.
    var outputs: [Int?] = []
    /// The edges that carry the sinks' values, in the order in which the sinks were listed.
    var results: [Int] = []
    /// Entries of loops without a flow that leads back.
    var openLoops: [Int] = []
    var features: Features = []
    /// Who hears of the errors for which a node drops elements: few nodes have somebody.
    var listeners: [Int: [FailureListener]] = [:]

    /// Whether a running node takes the flows' elements; otherwise the flows are sinks, with one value each.
    let isPart: Bool
    /// The flows that feed the sinks, as written.
    var ends: [AnyFlow] = []
    /// The flows that lead back to the entries of loops.
    var backs = LoopBacks()
    /// The names and annotations, once somebody has asked: they cost more than all the rest.
    var legend: Legend?

    init(isPart: Bool) {
        self.isPart = isPart
    }

    /// The sink whose value is at an index of ``results``; if the value is used elsewhere too, a broadcast stands in
    /// between.
    func sink(at place: Int) -> Int {
        let producer = edges[results[place]].from
        return frozen[producer].origin.map { Int($0) } ?? producer
    }
}

extension GraphPlan {
    /// One operator, without its name.
    struct FrozenNode: Sendable {
        let stage: Stage
        /// For a broadcast that nobody wrote: the operator whose many consumers it serves.
        let origin: Int32?
        /// The node's range in ``GraphPlan/inputs``, by port.
        var inputs = Ports(first: 0, count: 0)
        /// The node's range in ``GraphPlan/outputs``, by port.
        let outputs: Ports
        /// The first policy annotation of the node.
        var policy: FailurePolicy?

        var isBroadcast: Bool { origin != nil }
        var isLoopEntry: Bool { !isBroadcast && stage.role.isLoopEntry }
    }

    /// A node's range in an array that serves all nodes.
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

    /// Features that only some graphs have: a validator without interest in any of them need not look.
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
        static let fresh = Features(rawValue: 1024)
    }
}
