/// The frozen graph as a run needs it: nodes and edges by number in flat arrays, without names.
///
/// ``GraphPlan`` shows the same to people. Numbers are the same there: a node stands after those that feed it, loops
/// aside, and broadcasts that nobody wrote stand last.
package struct Blueprint: Sendable {
    /// One operator.
    package struct Node: Sendable {
        let stage: Stage
        /// The operator whose many consumers it serves, for a broadcast that nobody wrote.
        let origin: Int32?
        /// Its places in ``Blueprint/inputs``, by port.
        var inputs = Ports(first: 0, count: 0)
        /// Its places in ``Blueprint/outputs``, by port.
        let outputs: Ports
        /// What was said first about it.
        var policy: FailurePolicy?

        var isBroadcast: Bool { origin != nil }
        var isLoopEntry: Bool { !isBroadcast && stage.role.isLoopEntry }
    }

    /// A node's part of an array that serves all nodes.
    struct Ports: Sendable {
        let first: Int32
        let count: Int32
        var places: Range<Int> { Int(first)..<Int(first + count) }
    }

    /// One bounded edge; without a consumer it leads to the run.
    struct Edge: Sendable {
        let producer: Int32
        let consumer: Int32?
        /// The input port of the consumer.
        let port: Int32
        let capacity: Int
    }

    /// What stands in a graph that not every graph has: who has no interest in it need not look.
    struct Features: OptionSet, Sendable {
        let rawValue: UInt16
        static let complaint = Features(rawValue: 1)
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

    /// Whether a running node takes the flows' elements; else they are sinks, with one value each.
    let isPart: Bool
    var nodes: [Node] = []
    var edges: [Edge] = []
    /// The edge at each input of each node.
    var inputs: [Int32] = []
    /// The edge at each output of each node; nil where nobody consumes one.
    var outputs: [Int32?] = []
    /// The edges that carry the sinks' values, in the order in which the sinks were listed.
    var results: [Int32] = []
    var features: Features = []

    /// What the sinks are fed by, as it was written.
    var ends: [AnyFlow] = []
    /// The flows that go back to the entries of loops.
    var backs = LoopBacks()
    /// The nodes that form loops, one list for each set of nodes that reach one another.
    var loops: [[Int]] = []
    /// Loop entries that no loop leads back to.
    var openLoops: [Int] = []

    init(isPart: Bool) {
        self.isPart = isPart
    }

    /// The sink whose value is at a place of ``results``; where the value is used elsewhere too, a broadcast stands between.
    func sink(at place: Int) -> Int {
        let producer = Int(edges[Int(results[place])].producer)
        return nodes[producer].origin.map { Int($0) } ?? producer
    }
}
