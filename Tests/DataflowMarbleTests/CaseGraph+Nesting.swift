import Dataflow
import DataflowTesting

extension CaseGraph {
    static let nesting: [String: Operation] = [
        "mergeMap": { graph, flow, parameters in
            try graph.only("project", "concurrentOrResultSelector", "concurrent", in: parameters)
            let inner = try graph.inner(parameters)
            return numbered(flow).flatMap(maxConcurrent: limit(parameters)) { try inner($0.element, $0.offset) }
        },
        "mergeMapTo": { graph, flow, parameters in
            try graph.only("inner", "concurrentOrResultSelector", in: parameters)
            let inner = try graph.flow(of: parameters["inner"])
            return flow.flatMap(maxConcurrent: limit(parameters)) { _ in inner }
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
            let inner = try graph.inner(parameters)
            return numbered(flow).concatMap { try inner($0.element, $0.offset) }
        },
        "switchMap": { graph, flow, parameters in
            let inner = try graph.inner(parameters)
            return numbered(flow).flatMapLatest { try inner($0.element, $0.offset) }
        },
        "exhaustMap": { graph, flow, parameters in
            let inner = try graph.inner(parameters)
            return numbered(flow).flatMapFirst { try inner($0.element, $0.offset) }
        },
        "mergeAll": { graph, flow, parameters in
            flow.flatMap(maxConcurrent: limit(parameters)) { try graph.flow(of: $0) }
        },
        "concatAll": { graph, flow, _ in flow.concatMap { try graph.flow(of: $0) } },
        "switchAll": { graph, flow, _ in flow.flatMapLatest { try graph.flow(of: $0) } },
        "exhaustAll": { graph, flow, _ in flow.flatMapFirst { try graph.flow(of: $0) } },
        "expand": { graph, flow, parameters in try graph.expanded(flow, parameters) },
        "delayWhen": { graph, flow, parameters in
            let selector = try graph.function(parameters, "durationSelector")
            let delayed = numbered(flow).flatMap(maxConcurrent: 1_000) { pair in
                try graph.flow(of: selector(pair.element, .number(Double(pair.offset)))).prefix(1)
                    .map { _ in pair.element }
            }
            guard let start = parameters["subscriptionDelay"] else { return delayed }
            return Dataflow.concat([try graph.flow(of: start).prefix(1).filter { _ in false }, delayed])
        },
        "mergeScan": { graph, flow, parameters in
            let inner = try graph.accumulating(parameters)
            let limit = parameters["concurrent"]?.count ?? 1_000
            return numbered(flow).flatMap(maxConcurrent: limit) { try inner($0.element, $0.offset) }
        },
        "switchScan": { graph, flow, parameters in
            let inner = try graph.accumulating(parameters)
            return numbered(flow).flatMapLatest { try inner($0.element, $0.offset) }
        },
        // Each element with the number of its group.
        "groupBy": { graph, flow, parameters in
            try graph.only("key", in: parameters)
            let (key, opened) = (try graph.function(parameters, "key"), Watched(0))
            return flow.grouped(by: { try key($0) }) { _, group in
                let number = opened.update { count in
                    defer { count += 1 }
                    return count
                }
                return group.map { .list([.number(Double(number)), $0]) }
            }
        },
    ]

    private static func limit(_ parameters: CaseValue) -> Int {
        (parameters["concurrentOrResultSelector"] ?? parameters["concurrent"])?.count ?? 1_000
    }

    /// The inner flow of each element.
    private func inner(_ parameters: CaseValue) throws -> @Sendable (CaseValue, Int) throws -> Flow<CaseValue> {
        let project = try function(parameters, "project")
        // What is unknown is so before the run.
        for call in project.calls { if let out = call["out"] { _ = try flow(of: out) } }
        return { element, offset in try flow(of: project(element, .number(Double(offset)))) }
    }

    /// The inner flow of each element, made from the last element of all inner flows.
    private func accumulating(_ parameters: CaseValue) throws -> @Sendable (CaseValue, Int) throws -> Flow<CaseValue> {
        let accumulate = try function(parameters, "accumulator")
        let state = Watched(parameters["seed"] ?? .undefined)
        return { element, offset in
            let inner = try accumulate(state.value, element, .number(Double(offset)))
            return try flow(of: inner).tap { value in state.update { $0 = value } }
        }
    }

    /// Each element, and those of its flow in the same way.
    private func expanded(_ flow: Flow<CaseValue>, _ parameters: CaseValue) throws -> Flow<CaseValue> {
        let project = try function(parameters, "project")
        let limit = Self.limit(parameters)
        if limit < 10 { throw Unknown(.noCounterpart, "expand with a limit") }
        return feedback { loop in
            let all = Dataflow.merge(flow, loop).capacity(1_000)
            return (
                output: all,
                back: all.enumerated().flatMap(maxConcurrent: limit) {
                    try self.flow(of: project($0.element, .number(Double($0.offset))))
                }
            )
        }
    }
}
