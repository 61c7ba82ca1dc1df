import Dataflow

/// What operators find in their parameters.
extension CaseGraph {
    /// The flows that are arguments 0, 1, … of an operator, or the list in the first one; what is no flow ends them.
    func flows(_ parameters: CaseValue) throws -> [Flow<CaseValue>] {
        if let list = parameters["arg0"]?.list, list.contains(where: { $0.kind == "node" || $0.kind == "input" }) {
            return try list.map { try flow(of: $0) }
        }
        var flows: [Flow<CaseValue>] = []
        while let argument = parameters["arg\(flows.count)"], isFlow(argument) {
            flows.append(try flow(of: argument))
        }
        return flows
    }

    private func isFlow(_ argument: CaseValue) -> Bool {
        ["node", "input", "inner"].contains(argument.kind) || argument.list != nil
    }

    /// The function behind the flows, if there is one.
    func combination(_ parameters: CaseValue) throws -> CaseFunction? {
        var number = 0
        while let argument = parameters["arg\(number)"], isFlow(argument) { number += 1 }
        guard let argument = parameters["arg\(number)"] ?? parameters["project"] ?? parameters["trailing"] else {
            return nil
        }
        if argument.kind == "scheduler" { return nil }
        guard let function = CaseFunction(argument) else { throw Unknown(.untold, "a function") }
        return function
    }

    func function(_ parameters: CaseValue, _ name: String) throws -> CaseFunction {
        guard let function = CaseFunction(parameters[name]) else { throw Unknown(.untold, "the function \(name)") }
        return function
    }

    func count(_ parameters: CaseValue, _ name: String) throws -> Int {
        guard let count = parameters[name]?.count else { throw Unknown(.untold, "the number \(name)") }
        return count
    }

    /// A frame is a millisecond. A date is counted from the run's start.
    func time(_ parameters: CaseValue, _ name: String) throws -> Duration {
        guard let value = parameters[name], let time = value.time else { throw Unknown(.untold, "the time \(name)") }
        return .milliseconds(time)
    }

    /// A graph with only some arguments known would be another case.
    func only(_ names: String..., in parameters: CaseValue) throws {
        guard case .fields(let fields) = parameters else { return }
        for (name, value) in fields where !names.contains(name) && !value.isNothing && value.kind != "scheduler" {
            throw Unknown(.noCounterpart, "the argument \(name)")
        }
    }

    /// The plain values that are arguments 0, 1, …
    static func arguments(_ parameters: CaseValue) -> [CaseValue] {
        var arguments: [CaseValue] = []
        while let argument = parameters["arg\(arguments.count)"], argument.kind != "scheduler" {
            arguments.append(argument)
        }
        return arguments
    }

    /// When a flow gives its first element: nil if never.
    func firstTime(of value: CaseValue?, orEnd: Bool = false) throws -> Int? {
        guard value?.kind == "node", let number = value?["id"]?.count, nodes.indices.contains(number) else {
            throw Unknown(.untold, "a time")
        }
        let node = nodes[number]
        if let input = node["input"]?.count, timelines.indices.contains(input), !timelines[input].isHot {
            let first = timelines[input].entries.first { orEnd || !$0.event.isEnd }
            if first?.event == .failure { throw Unknown(.noCounterpart, "a time that fails") }
            return first?.time
        }
        switch node["creator"]?.text {
        case "timer": return node["parameters"]?["due"]?.count
        case "EMPTY", "empty": return orEnd ? 0 : nil
        case "NEVER": return nil
        case "of": return 0
        default: throw Unknown(.noCounterpart, "a time that is no constant")
        }
    }

    /// How long each element's flow waits until it gives something.
    func times(
        _ parameters: CaseValue, _ name: String, orEnd: Bool = false
    ) throws -> @Sendable (CaseValue) throws -> Duration {
        let selector = try function(parameters, name)
        var times: [CaseValue: Int?] = [:]
        for call in selector.calls {
            if let out = call["out"] { times[out] = try firstTime(of: out, orEnd: orEnd) }
        }
        return { [times] element in
            let out = try selector(element)
            guard let time = times[out] else { throw Unknown(.untold, "a time") }
            return time.map { .milliseconds($0) } ?? .seconds(1 << 32)
        }
    }
}

extension CaseValue {
    var isNothing: Bool { self == .null || self == .undefined }

    var time: Int? {
        switch kind {
        case "date": self["ms"]?.count
        case "time": self["seconds"]?.count
        default: count
        }
    }
}
