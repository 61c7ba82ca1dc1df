import Dataflow

/// Builds the flow that a case describes.
struct CaseGraph {
    /// What we have no counterpart for, or what the case does not tell.
    struct Unknown: Error, CustomStringConvertible {
        static let mark = "unknown: "

        let what: String
        var description: String { Self.mark + what }
    }

    typealias Operation = @Sendable (CaseGraph, Flow<CaseValue>, CaseValue) throws -> Flow<CaseValue>
    typealias Creation = @Sendable (CaseGraph, CaseValue) throws -> Flow<CaseValue>

    private let nodes: [CaseValue]
    private let inputCount: Int
    private let input: (Int) -> Flow<CaseValue>

    /// - Parameter input: gives the flow of an input; called for each use.
    init(_ nodes: [CaseValue], inputCount: Int, input: @escaping (Int) -> Flow<CaseValue>) {
        (self.nodes, self.inputCount, self.input) = (nodes, inputCount, input)
    }

    /// The flow of a node: an input, what a creator makes, or an operator above another node.
    func flow(_ number: Int) throws -> Flow<CaseValue> {
        guard nodes.indices.contains(number) else { throw Unknown(what: "a node \(number)") }
        let node = nodes[number]
        if let number = node["input"]?.count {
            guard (0..<inputCount).contains(number) else { throw Unknown(what: "an input \(number)") }
            return input(number)
        }
        let parameters = node["parameters"] ?? .fields([:])
        if let name = node["creator"]?.text {
            guard let create = Self.creations[name] else { throw Unknown(what: "the creator \(name)") }
            return try create(self, parameters)
        }
        let name = node["op"]?.text ?? "?"
        guard let operate = Self.operations[name] else { throw Unknown(what: "the operator \(name)") }
        return try operate(self, try flow(of: node["source"]), parameters)
    }

    func flow(of value: CaseValue?) throws -> Flow<CaseValue> {
        guard let value else { throw Unknown(what: "a flow that is missing") }
        switch value.kind {
        case "node": return try flow(value["id"]?.count ?? -1)
        case nil: if let list = value.list { return Flow(list) }
        default: break
        }
        throw Unknown(what: "a flow of \(value.kind ?? "another kind")")
    }

    /// The flows that are arguments 0, 1, … of an operator; what is no flow ends them.
    func flows(_ parameters: CaseValue) throws -> [Flow<CaseValue>] {
        var flows: [Flow<CaseValue>] = []
        while let argument = parameters["arg\(flows.count)"], argument.kind != "function" {
            flows.append(try flow(of: argument))
        }
        return flows
    }

    /// The function behind the flows, if there is one.
    func combination(_ parameters: CaseValue, after count: Int) throws -> CaseFunction? {
        guard let argument = parameters["arg\(count)"] else { return nil }
        guard let function = CaseFunction(argument) else { throw Unknown(what: "an argument") }
        return function
    }

    func function(_ parameters: CaseValue, _ name: String) throws -> CaseFunction {
        guard let function = CaseFunction(parameters[name]) else { throw Unknown(what: "the function \(name)") }
        return function
    }

    func count(_ parameters: CaseValue, _ name: String) throws -> Int {
        guard let count = parameters[name]?.count else { throw Unknown(what: "the number \(name)") }
        return count
    }

    /// A frame is a millisecond.
    func time(_ parameters: CaseValue, _ name: String) throws -> Duration {
        .milliseconds(try count(parameters, name))
    }

    /// A graph with only some arguments known would be another case.
    func only(_ names: String..., in parameters: CaseValue) throws {
        guard case .fields(let fields) = parameters else { return }
        for (name, value) in fields where !names.contains(name) && value != .null && value.kind != "scheduler" {
            throw Unknown(what: "the argument \(name)")
        }
    }
}
