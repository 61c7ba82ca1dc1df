import Dataflow

extension CaseGraph {
    static let creations: [String: Creation] = [
        "merge": { graph, parameters in Dataflow.merge(try graph.flows(parameters)) },
        "concat": { graph, parameters in Dataflow.concat(try graph.flows(parameters)) },
        "race": { graph, parameters in Dataflow.race(try graph.flows(parameters)) },
        "zip": { graph, parameters in try graph.lists(parameters, first: [], Dataflow.zip) },
        "combineLatest": { graph, parameters in try graph.lists(parameters, first: [], Dataflow.combineLatest) },
        "defer": { graph, parameters in
            guard let flow = try graph.function(parameters, "factory").only() else { throw Unknown(what: "a factory") }
            return try graph.flow(of: flow)
        },
        "of": { _, parameters in Flow(arguments(parameters)) },
    ]

    static let joins: [String: Operation] = [
        "merge": merged, "mergeWith": merged, "concat": concatenated, "concatWith": concatenated, "race": raced,
        "raceWith": raced, "zip": zipped, "zipWith": zipped, "combineLatest": combined, "combineLatestWith": combined,
        "withLatestFrom": { graph, flow, parameters in
            let others = try graph.flows(parameters)
            guard others.count == 1 else { throw Unknown(what: "more than one other flow") }
            let combine = try graph.combination(parameters, after: 1)
            return flow.withLatest(from: others[0]).map { try combine?($0, $1) ?? .list([$0, $1]) }
        },
        "takeUntil": { graph, flow, parameters in flow.prefix(until: try graph.flow(of: parameters["notifier"])) },
        "skipUntil": { graph, flow, parameters in flow.dropFirst(until: try graph.flow(of: parameters["notifier"])) },
        "sample": { graph, flow, parameters in flow.sample(on: try graph.flow(of: parameters["notifier"])) },
        "buffer": { graph, flow, parameters in
            flow.chunked(by: try graph.flow(of: parameters["boundaries"])).map { .list($0) }
        },
        "catchError": { graph, flow, parameters in
            let select = try graph.function(parameters, "selector")
            return try graph.caught(flow, select)
        },
        "retry": { graph, flow, parameters in
            flow.retry(parameters["config"] == nil ? .max : max(0, try graph.count(parameters, "config")))
        },
    ]

    private static let merged: Operation = { graph, flow, parameters in
        Dataflow.merge([flow] + (try graph.flows(parameters)))
    }
    private static let concatenated: Operation = { graph, flow, parameters in
        Dataflow.concat([flow] + (try graph.flows(parameters)))
    }
    private static let raced: Operation = { graph, flow, parameters in
        Dataflow.race([flow] + (try graph.flows(parameters)))
    }
    private static let zipped: Operation = { graph, flow, parameters in
        try graph.lists(parameters, first: [flow], Dataflow.zip)
    }
    private static let combined: Operation = { graph, flow, parameters in
        try graph.lists(parameters, first: [flow], Dataflow.combineLatest)
    }

    private func lists(
        _ parameters: CaseValue, first: [Flow<CaseValue>],
        _ join: ([Flow<CaseValue>], String, Int) -> Flow<[CaseValue]>
    ) throws -> Flow<CaseValue> {
        let flows = first + (try flows(parameters))
        let combine = try combination(parameters, after: flows.count - first.count)
        if combine != nil, flows.count > 3 { throw Unknown(what: "a function of four") }
        return join(flows, #fileID, #line).map { list in
            guard let combine else { return .list(list) }
            switch list.count {
            case 1: return try combine(list[0])
            case 2: return try combine(list[0], list[1])
            default: return try combine(list[0], list[1], list[2])
            }
        }
    }

    private func caught(_ flow: Flow<CaseValue>, _ select: CaseFunction) throws -> Flow<CaseValue> {
        // Whatever the error is, there is one in each case.
        let next = try select.only()
        let other = try next.map { try self.flow(of: $0) }
        return flow.catch { _ in
            guard let other else { throw CaseFunction.Threw() }
            return other
        }
    }
}
