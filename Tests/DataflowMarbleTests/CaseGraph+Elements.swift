import Dataflow

/// Operators that handle elements.
extension CaseGraph {
    static let elements: [String: Operation] = [
        "map": { graph, flow, parameters in
            let project = try graph.function(parameters, "project")
            return numbered(flow).map { try project($0.element, .number(Double($0.offset))) }
        },
        "filter": { graph, flow, parameters in
            let predicate = try graph.function(parameters, "predicate")
            return numbered(flow).filter { try predicate($0.element, .number(Double($0.offset))).isTrue }.map(\.element)
        },
        "scan": { graph, flow, parameters in
            try graph.folded(flow, parameters).map(\.value)
        },
        "mapTo": { _, flow, parameters in flow.map { [value = parameters["value"] ?? .null] _ in value } },
        "pluck": { _, flow, parameters in
            let path = arguments(parameters).compactMap(\.text)
            return flow.map { element in
                path.reduce(element) { $0[$1] ?? .undefined }
            }
        },
        "tap": { graph, flow, parameters in
            let observer = parameters["observer"] ?? .null
            let (next, complete) = (CaseFunction(observer["next"] ?? observer), CaseFunction(observer["complete"]))
            return flow.tap {
                _ = try next?($0)
            } onCompletion: {
                _ = try complete?()
            }
        },
        "finalize": { _, flow, _ in
            flow.tap { _ in
            } onCompletion: {
            }
        },
        "throwIfEmpty": { _, flow, _ in flow.ifEmpty(.failing(CaseFunction.Threw())) },
        "take": { graph, flow, parameters in flow.prefix(try graph.count(parameters, "count")) },
        "takeWhile": { graph, flow, parameters in
            try graph.only("predicate", in: parameters)
            let predicate = try graph.function(parameters, "predicate")
            return numbered(flow).prefix { try predicate($0.element, .number(Double($0.offset))).isTrue }.map(\.element)
        },
        "skip": { graph, flow, parameters in flow.dropFirst(max(0, try graph.count(parameters, "count"))) },
        "skipWhile": { graph, flow, parameters in
            let predicate = try graph.function(parameters, "predicate")
            return numbered(flow).drop { try predicate($0.element, .number(Double($0.offset))).isTrue }.map(\.element)
        },
        "distinctUntilChanged": { graph, flow, parameters in
            try graph.only("comparator", "keySelector", in: parameters)
            let (compare, key) = (CaseFunction(parameters["comparator"]), CaseFunction(parameters["keySelector"]))
            return flow.map { (key: try key?($0) ?? $0, element: $0) }.removeDuplicates {
                try compare?($0.key, $1.key).isTrue ?? ($0.key == $1.key)
            }.map(\.element)
        },
        "distinctUntilKeyChanged": { graph, flow, parameters in
            try graph.only("key", "comparator", in: parameters)
            let (key, compare) = (parameters["key"]?.text ?? "", CaseFunction(parameters["comparator"]))
            return flow.removeDuplicates {
                try compare?($0[key] ?? .undefined, $1[key] ?? .undefined).isTrue ?? ($0[key] == $1[key])
            }
        },
        "distinct": { graph, flow, parameters in
            try graph.only(in: parameters)
            return flow.distinct(maxKeys: 1_000)
        },
        "pairwise": { _, flow, _ in flow.adjacentPairs().map { .list([$0, $1]) } },
        "skipLast": { graph, flow, parameters in flow.dropLast(max(0, try graph.count(parameters, "count"))) },
        "materialize": { _, flow, _ in
            flow.map { notification("N", value: $0) }.append(notification("C")).catch { _ in
                .just(notification("E", error: .text("error")))
            }
        },
        "dematerialize": { _, flow, _ in
            flow.prefix { $0["kind"] != .text("C") }.map { notification in
                if notification["kind"] == .text("E") { throw CaseFunction.Threw() }
                return notification["value"] ?? .undefined
            }
        },
        "startWith": { _, flow, parameters in flow.prepend(Flow(arguments(parameters))) },
        "endWith": { _, flow, parameters in flow.append(Flow(arguments(parameters))) },
        "defaultIfEmpty": { _, flow, parameters in flow.ifEmpty(parameters["value"] ?? .null) },
    ]

    /// What becomes of the elements, with the state before each; the first one is the state if there is no seed.
    func folded(_ flow: Flow<CaseValue>, _ parameters: CaseValue) throws -> Flow<(index: Int, value: CaseValue)> {
        let accumulate = try function(parameters, "accumulator")
        let seed = parameters["seed"] ?? parameters["arg0"]
        return flow.scan((index: seed == nil ? -1 : 0, value: seed ?? .null)) { state, element in
            if state.index < 0 { return (1, element) }
            return (state.index + 1, try accumulate(state.value, element, .number(Double(state.index))))
        }
    }

    private static func notification(_ kind: String, value: CaseValue = .undefined, error: CaseValue = .undefined)
        -> CaseValue
    {
        .fields([
            "$class": .text("Notification"), "kind": .text(kind), "value": value, "error": error,
            "hasValue": .bool(kind == "N"),
        ])
    }

    /// The elements with their numbers, which the others' closures get.
    static func numbered(_ flow: Flow<CaseValue>) -> Flow<(offset: Int, element: CaseValue)> { flow.enumerated() }
}
