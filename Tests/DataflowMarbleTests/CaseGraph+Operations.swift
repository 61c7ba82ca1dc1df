import Dataflow

/// What the others' operators are called here.
extension CaseGraph {
    static let operations: [String: Operation] = elements.merging(ends) { $1 }.merging(joins) { $1 }
        .merging(timed) { $1 }.merging(nesting) { $1 }

    private static let elements: [String: Operation] = [
        "map": { graph, flow, parameters in
            let project = try graph.function(parameters, "project")
            return numbered(flow).map { try project($0.element, .number(Double($0.offset))) }
        },
        "filter": { graph, flow, parameters in
            let predicate = try graph.function(parameters, "predicate")
            return numbered(flow).filter { try predicate($0.element, .number(Double($0.offset))).isTrue }.map(\.element)
        },
        "scan": { graph, flow, parameters in
            let accumulate = try graph.function(parameters, "accumulator")
            guard let seed = parameters["seed"] else { throw Unknown(what: "a scan without a seed") }
            return flow.scan(seed) { try accumulate($0, $1) }
        },
        "mapTo": { _, flow, parameters in flow.map { [value = parameters["value"] ?? .null] _ in value } },
        "pluck": { _, flow, parameters in
            let path = arguments(parameters).compactMap(\.text)
            return flow.map { element in
                path.reduce(element) { $0[$1] ?? .fields(["$": .text("undefined")]) }
            }
        },
        "tap": { graph, flow, parameters in
            let function = CaseFunction(parameters["observer"])
            return flow.map { element in
                _ = try function?(element)
                return element
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
            if parameters["comparator"] == nil, parameters["keySelector"] == nil {
                try graph.only(in: parameters)
                return flow.removeDuplicates()
            }
            throw Unknown(what: "a comparator")
        },
        "distinctUntilKeyChanged": { graph, flow, parameters in
            try graph.only("key", in: parameters)
            let key = parameters["key"]?.text ?? ""
            return flow.removeDuplicates { $0[key] == $1[key] }
        },
        "distinct": { graph, flow, parameters in
            try graph.only(in: parameters)
            return flow.distinct(maxKeys: 1_000)
        },
        "pairwise": { _, flow, _ in flow.adjacentPairs().map { .list([$0, $1]) } },
        "bufferCount": { graph, flow, parameters in
            try graph.only("bufferSize", in: parameters)
            return flow.chunks(of: try graph.count(parameters, "bufferSize")).map { .list($0) }
        },
        "startWith": { _, flow, parameters in flow.prepend(Flow(arguments(parameters))) },
        "endWith": { _, flow, parameters in flow.append(Flow(arguments(parameters))) },
        "defaultIfEmpty": { _, flow, parameters in flow.ifEmpty(parameters["value"] ?? .null) },
    ]

    private static let ends: [String: Operation] = [
        "first": { graph, flow, parameters in
            try graph.only("default", in: parameters)
            return value(of: flow.first(), or: parameters["default"])
        },
        "last": { graph, flow, parameters in
            try graph.only("default", in: parameters)
            return value(of: flow.last(), or: parameters["default"])
        },
        "find": { graph, flow, parameters in
            let predicate = try graph.function(parameters, "predicate")
            let found = numbered(flow).first { try predicate($0.element, .number(Double($0.offset))).isTrue }
            return found.value.map { $0?.element ?? .fields(["$": .text("undefined")]) }
        },
        "elementAt": { graph, flow, parameters in
            try graph.only("index", "default", in: parameters)
            let index = try graph.count(parameters, "index")
            if index < 0 { throw Unknown(what: "a negative index") }
            return value(of: flow.dropFirst(index).first(), or: parameters["default"])
        },
        "takeLast": { graph, flow, parameters in
            let count = max(0, try graph.count(parameters, "count"))
            return flow.collect().value.flatMap { $0.suffix(count) }
        },
        "min": { graph, flow, parameters in
            try graph.only(in: parameters)
            return flow.min { $0.isLess(than: $1) }.value.compactMap { $0 }
        },
        "max": { graph, flow, parameters in
            try graph.only(in: parameters)
            return flow.max { $0.isLess(than: $1) }.value.compactMap { $0 }
        },
        "count": { graph, flow, parameters in
            try graph.only(in: parameters)
            return flow.count().value.map { .number(Double($0)) }
        },
        "toArray": { _, flow, _ in flow.collect().value.map { .list($0) } },
        "reduce": { graph, flow, parameters in
            let accumulate = try graph.function(parameters, "accumulator")
            guard let seed = parameters["seed"] else { throw Unknown(what: "a reduction without a seed") }
            return flow.reduce(seed) { try accumulate($0, $1) }.value
        },
        "ignoreElements": { _, flow, _ in flow.filter { _ in false } },
        "isEmpty": { _, flow, _ in flow.contains { _ in true }.value.map { .bool(!$0) } },
        "every": { graph, flow, parameters in
            let predicate = try graph.function(parameters, "predicate")
            return numbered(flow).allSatisfy { try predicate($0.element, .number(Double($0.offset))).isTrue }.value
                .map { .bool($0) }
        },
    ]

    /// The elements with their numbers, which the others' closures get.
    private static func numbered(_ flow: Flow<CaseValue>) -> Flow<(offset: Int, element: CaseValue)> {
        flow.enumerated()
    }

    /// An end without an element fails where the others do.
    private static func value(of sink: Sink<CaseValue?>, or substitute: CaseValue?) -> Flow<CaseValue> {
        sink.value.map { element in
            guard let element = element ?? substitute else { throw CaseFunction.Threw() }
            return element
        }
    }

    static func arguments(_ parameters: CaseValue) -> [CaseValue] {
        var arguments: [CaseValue] = []
        while let argument = parameters["arg\(arguments.count)"], argument.kind != "scheduler" {
            arguments.append(argument)
        }
        return arguments
    }
}
