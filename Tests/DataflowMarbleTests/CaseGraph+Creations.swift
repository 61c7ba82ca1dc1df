import Dataflow

/// What RxJS' functions that make flows are called here.
extension CaseGraph {
    static let rxjs = Vocabulary(
        operations: [elements, ends, joins, timed, nesting, recovery, chunked, foreign].reduce(into: [:]) {
            $0.merge($1) { $1 }
        }, creations: creations)

    private static let creations: [String: Creation] = [
        "merge": { graph, parameters in try graph.merged(graph.flows(parameters), parameters) },
        "concat": { graph, parameters in Dataflow.concat(try graph.flows(parameters)) },
        "race": { graph, parameters in Dataflow.race(try graph.flows(parameters)) },
        "zip": { graph, parameters in try graph.lists(parameters, first: [], Dataflow.zip) },
        "combineLatest": { graph, parameters in
            if let named = parameters["arg0"], case .fields = named, named.kind == nil {
                return try graph.named(named) { Dataflow.combineLatest($0) }
            }
            return try graph.lists(parameters, first: [], Dataflow.combineLatest)
        },
        "defer": { graph, parameters in
            // Each subscription calls it, and gets the same.
            guard let flow = try graph.function(parameters, "factory").only() else {
                return .failing(CaseFunction.Threw())
            }
            return try graph.flow(of: flow)
        },
        "of": { _, parameters in Flow(arguments(parameters)) },
        "from": { graph, parameters in try graph.flow(of: parameters["arg0"]) },
        "scheduled": { graph, parameters in try graph.flow(of: parameters["arg0"]) },
        "pairs": { _, parameters in
            guard case .fields(let fields)? = parameters["arg0"] else { throw Unknown(.untold, "the fields") }
            return Flow(fields.sorted { $0.key < $1.key }.map { .list([.text($0.key), $0.value]) })
        },
        "range": { graph, parameters in
            let start = parameters["start"]?.count ?? 0
            return Flow(start..<start + (try graph.count(parameters, "count"))).map { .number(Double($0)) }
        },
        "EMPTY": { _, _ in .empty() },
        "empty": { _, _ in .empty() },
        "NEVER": { _, _ in .never() },
        "throwError": { _, _ in .failing(CaseFunction.Threw()) },
        "timer": { graph, parameters in try graph.timer(parameters) },
        "interval": { graph, parameters in
            Flow<Int>.every(try graph.time(parameters, "period")).map { .number(Double($0)) }
        },
        "iif": { graph, parameters in
            guard let isTrue = try graph.function(parameters, "condition").only()?.isTrue else {
                return .failing(CaseFunction.Threw())
            }
            return try graph.flow(of: parameters[isTrue ? "then" : "else"])
        },
        "generate": { graph, parameters in try graph.generate(parameters) },
        "forkJoin": { graph, parameters in try graph.forkJoin(parameters) },
        "partition": { graph, parameters in
            try graph.only("source", "predicate", "part", "arg2", in: parameters)
            let predicate = try graph.function(parameters, "predicate")
            let parts = numbered(try graph.flow(of: parameters["source"])).split {
                try predicate($0.element, .number(Double($0.offset))).isTrue
            }
            // Both outputs must be used.
            let isFirst = parameters["part"] == .number(0)
            let other = (isFirst ? parts.others : parts.matching).filter { _ in false }
            return Dataflow.merge(isFirst ? parts.matching : parts.others, other).map(\.element)
        },
        "onErrorResumeNext": { graph, parameters in
            Dataflow.concat(try graph.flows(parameters).map { $0.catch { _ in .empty() } })
        },
    ]

    private func timer(_ parameters: CaseValue) throws -> Flow<CaseValue> {
        if parameters["due"]?.kind == "Infinity" { return .never() }
        let due = try count(parameters, "due")
        let first = Self.pause(due).append(.number(0))
        guard let period = parameters["period"]?.count else { return first }
        return first.append(Flow<Int>.every(.milliseconds(period)).map { .number(Double($0 + 1)) })
    }

    private func generate(_ parameters: CaseValue) throws -> Flow<CaseValue> {
        let config = parameters["config"] ?? .null
        let start = config["initialState"] ?? config
        let condition = CaseFunction(config["condition"] ?? parameters["arg1"])
        let iterate = CaseFunction(config["iterate"] ?? parameters["arg2"])
        let select = CaseFunction(config["resultSelector"])
        // The first state comes before the first step.
        return Flow<CaseValue>.unfold((state: start, isFirst: true)) { pass in
            if !pass.isFirst, let iterate { pass.state = try iterate(pass.state) }
            pass.isFirst = false
            if let condition, try !condition(pass.state).isTrue { return nil }
            return try select?(pass.state) ?? pass.state
        }
    }

    /// The last of each, once all have completed.
    private func forkJoin(_ parameters: CaseValue) throws -> Flow<CaseValue> {
        @Sendable func last(_ flow: Flow<CaseValue>) -> Flow<CaseValue> { flow.last().value.compactMap { $0 } }
        if let named = parameters["arg0"], case .fields(let fields) = named, named.kind == nil {
            return fields.isEmpty ? .empty() : try self.named(named) { Dataflow.zip($0.map(last)) }
        }
        let flows = try flows(parameters)
        return flows.isEmpty ? .empty() : Dataflow.zip(flows.map(last)).map { .list($0) }
    }

    private func named(
        _ fields: CaseValue, _ join: ([Flow<CaseValue>]) -> Flow<[CaseValue]>
    ) throws -> Flow<CaseValue> {
        guard case .fields(let fields) = fields else { throw Unknown(.untold, "the fields") }
        let names = fields.keys.sorted()
        return join(try names.map { try flow(of: fields[$0]) }).map { list in
            .fields(Dictionary(uniqueKeysWithValues: Swift.zip(names, list)))
        }
    }
}
