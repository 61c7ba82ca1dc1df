import Dataflow

extension CaseGraph {
    static let timed: [String: Operation] = [
        "debounceTime": { graph, flow, parameters in
            try graph.only("dueTime", in: parameters)
            return flow.debounce(for: try graph.time(parameters, "dueTime"))
        },
        "delay": { graph, flow, parameters in
            try graph.only("due", in: parameters)
            return flow.delay(for: try graph.time(parameters, "due"))
        },
        "sampleTime": { graph, flow, parameters in flow.sample(every: try graph.time(parameters, "period")) },
        "throttleTime": { graph, flow, parameters in
            try graph.only("duration", in: parameters)
            // Without the trailing element: the first of each interval.
            return flow.throttle(for: try graph.time(parameters, "duration"), latest: false)
        },
        "timeout": { graph, flow, parameters in
            try graph.only("config", in: parameters)
            return flow.timeout(try graph.time(parameters, "config"))
        },
        "bufferTime": { graph, flow, parameters in
            try graph.only("timeSpan", "maxSize", in: parameters)
            guard parameters["maxSize"]?.kind == "Infinity" else { throw Unknown(what: "a size") }
            return flow.chunks(every: try graph.time(parameters, "timeSpan")).map { .list($0) }
        },
    ]

    static let nesting: [String: Operation] = [
        "mergeMap": { graph, flow, parameters in
            try graph.only("project", "concurrent", in: parameters)
            let limit = parameters["concurrent"]?.count ?? 1_000
            let inner = try graph.inner(parameters)
            return flow.enumerated().flatMap(maxConcurrent: limit) { try inner($0.element, $0.offset) }
        },
        "mergeMapTo": { graph, flow, parameters in
            try graph.only("inner", in: parameters)
            let inner = try graph.flow(of: parameters["inner"])
            return flow.flatMap(maxConcurrent: 1_000) { _ in inner }
        },
        "concatMapTo": { graph, flow, parameters in
            try graph.only("inner", in: parameters)
            let inner = try graph.flow(of: parameters["inner"])
            return flow.concatMap { _ in inner }
        },
        "switchMapTo": { graph, flow, parameters in
            try graph.only("inner", in: parameters)
            let inner = try graph.flow(of: parameters["inner"])
            return flow.flatMapLatest { _ in inner }
        },
        "concatMap": { graph, flow, parameters in
            try graph.only("project", in: parameters)
            let inner = try graph.inner(parameters)
            return flow.enumerated().concatMap { try inner($0.element, $0.offset) }
        },
        "switchMap": { graph, flow, parameters in
            try graph.only("project", in: parameters)
            let inner = try graph.inner(parameters)
            return flow.enumerated().flatMapLatest { try inner($0.element, $0.offset) }
        },
        "exhaustMap": { graph, flow, parameters in
            try graph.only("project", in: parameters)
            let inner = try graph.inner(parameters)
            return flow.enumerated().flatMapFirst { try inner($0.element, $0.offset) }
        },
    ]

    /// The inner flow of each element, all made beforehand: a flow is a value.
    private func inner(
        _ parameters: CaseValue
    ) throws -> @Sendable (CaseValue, Int) throws -> Flow<CaseValue> {
        let project = try function(parameters, "project")
        var flows: [CaseValue: Flow<CaseValue>] = [:]
        for call in parameters["project"]?["calls"]?.list ?? [] {
            if let out = call["out"] { flows[out] = try flow(of: out) }
        }
        return { [flows] element, offset in
            let out = try project(element, .number(Double(offset)))
            guard let flow = flows[out] else { throw Unknown(what: "an inner flow") }
            return flow
        }
    }
}
