extension GraphPlan {
    /// The nodes that work only for one node: those above it whose every output leads there, however far.
    func numbers(above node: Int) -> [Int] {
        var leading: [Int: Int] = [:]
        var open = [node]
        var found: [Int] = []
        while let number = open.popLast() {
            for place in frozen[number].inputs.places {
                let producer = edges[inputs[place]].from
                leading[producer, default: 0] += 1
                guard leading[producer] == frozen[producer].outputs.count else { continue }
                found.append(producer)
                open.append(producer)
            }
        }
        return found
    }
}
