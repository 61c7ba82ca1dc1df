import Dataflow

extension CaseGraph {
    static let joins: [String: Operation] = [
        "merge": { graph, flow, parameters in try graph.merged([flow] + graph.flows(parameters), parameters) },
        "mergeWith": { graph, flow, parameters in try graph.merged([flow] + graph.flows(parameters), parameters) },
        "concat": concatenated, "concatWith": concatenated, "race": raced, "raceWith": raced, "zip": zipped,
        "zipWith": zipped, "combineLatest": combined, "combineLatestWith": combined,
        "withLatestFrom": { graph, flow, parameters in
            let combine = try graph.combination(parameters)
            let rows = try graph.flows(parameters).reduce(flow.map { [$0] }) { rows, other in
                rows.withLatest(from: other).map { $0 + [$1] }
            }
            return rows.map { try combine?($0) ?? .list($0) }
        },
        "takeUntil": { graph, flow, parameters in flow.prefix(until: try graph.flow(of: parameters["notifier"])) },
        "skipUntil": { graph, flow, parameters in flow.dropFirst(until: try graph.flow(of: parameters["notifier"])) },
        "sample": { graph, flow, parameters in flow.sample(on: try graph.flow(of: parameters["notifier"])) },
        "onErrorResumeNext": { graph, flow, parameters in
            Dataflow.concat(try ([flow] + graph.flows(parameters)).map { $0.catch { _ in .empty() } })
        },
        "sequenceEqual": { graph, flow, parameters in
            let compare = CaseFunction(parameters["comparator"])
            return zipLongest(flow, try graph.flow(of: parameters["compareTo"])).allSatisfy { left, right in
                guard let left, let right else { return false }
                guard let compare else { return left == right }
                // A table knows one order of its arguments.
                do { return try compare(left, right).isTrue } catch is Unknown {
                    return try compare(right, left).isTrue
                }
            }.value.map { .bool($0) }
        },
        "zipAll": { graph, flow, parameters in try graph.all(flow, parameters) { Dataflow.zip($0) } },
        "combineLatestAll": { graph, flow, parameters in
            try graph.all(flow, parameters) { Dataflow.combineLatest($0) }
        },
    ]

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

    /// A number behind the flows says how many are read at once.
    func merged(_ flows: [Flow<CaseValue>], _ parameters: CaseValue) throws -> Flow<CaseValue> {
        guard let limit = Self.arguments(parameters).compactMap(\.count).first else { return Dataflow.merge(flows) }
        return Flow(flows).flatMap(maxConcurrent: limit) { $0 }
    }

    func lists(
        _ parameters: CaseValue, first: [Flow<CaseValue>],
        _ join: ([Flow<CaseValue>], String, Int) -> Flow<[CaseValue]>
    ) throws -> Flow<CaseValue> {
        let flows = first + (try flows(parameters))
        let combine = try combination(parameters)
        if flows.isEmpty { return .empty() }
        return join(flows, #fileID, #line).map { list in try combine?(list) ?? .list(list) }
    }

    /// Joins the flows that are elements, once all are there.
    private func all(
        _ flow: Flow<CaseValue>, _ parameters: CaseValue,
        _ join: @escaping @Sendable ([Flow<CaseValue>]) -> Flow<[CaseValue]>
    ) throws -> Flow<CaseValue> {
        let combine = try combination(parameters)
        return flow.collect().value.concatMap { elements -> Flow<CaseValue> in
            elements.isEmpty
                ? .empty() : join(try elements.map { try self.flow(of: $0) }).map { try combine?($0) ?? .list($0) }
        }
    }
}
