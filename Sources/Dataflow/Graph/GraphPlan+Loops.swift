extension GraphPlan {
    /// Finds the sets of nodes that reach one another (Tarjan's algorithm, with its recursion written as a stack).
    mutating func findLoops() {
        var search = LoopSearch(
            successors: frozen.map { node in
                outputs[node.outputs.places].compactMap { edge in edge.flatMap { edges[$0].to } }
            })
        loops = search.run()
    }
}

private struct LoopSearch {
    let successors: [[Int]]
    var order: [Int?]
    var low: [Int]
    var isOnPath: [Bool]
    var path: [Int] = []
    var clock = 0
    var found: [[Int]] = []

    init(successors: [[Int]]) {
        self.successors = successors
        order = Array(repeating: nil, count: successors.count)
        low = Array(repeating: 0, count: successors.count)
        isOnPath = Array(repeating: false, count: successors.count)
    }

    mutating func run() -> [[Int]] {
        for root in successors.indices where order[root] == nil { explore(root) }
        return found
    }

    private mutating func explore(_ root: Int) {
        var stack: [(node: Int, next: Int)] = [(root, 0)]
        open(root)
        while let (node, next) = stack.last {
            if next < successors[node].count {
                stack[stack.count - 1].next += 1
                let successor = successors[node][next]
                if order[successor] == nil {
                    open(successor)
                    stack.append((successor, 0))
                } else if isOnPath[successor] {
                    low[node] = min(low[node], order[successor]!)
                }
            } else {
                stack.removeLast()
                if let parent = stack.last?.node { low[parent] = min(low[parent], low[node]) }
                if low[node] == order[node] { close(node) }
            }
        }
    }

    private mutating func open(_ node: Int) {
        order[node] = clock
        low[node] = clock
        clock += 1
        path.append(node)
        isOnPath[node] = true
    }

    private mutating func close(_ node: Int) {
        var members: [Int] = []
        repeat {
            members.append(path.removeLast())
            isOnPath[members.last!] = false
        } while members.last != node
        if members.count > 1 || successors[node].contains(node) { found.append(members.sorted()) }
    }
}
