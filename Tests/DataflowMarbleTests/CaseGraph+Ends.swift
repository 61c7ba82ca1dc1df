import Dataflow

/// Operators that come to one value.
extension CaseGraph {
    static let ends: [String: Operation] = [
        "first": { graph, flow, parameters in
            try graph.only("predicate", "default", in: parameters)
            return value(of: try graph.chosen(flow, parameters).first(), or: parameters["default"])
        },
        "last": { graph, flow, parameters in
            try graph.only("predicate", "default", in: parameters)
            return value(of: try graph.chosen(flow, parameters).last(), or: parameters["default"])
        },
        "single": { graph, flow, parameters in
            let only = try graph.chosen(flow, parameters).enumerated().map { offset, element in
                if offset > 0 { throw CaseFunction.Threw() }
                return element
            }
            return value(of: only.last(), or: nil)
        },
        "find": { graph, flow, parameters in
            value(of: try graph.chosen(flow, parameters).first(), or: .undefined)
        },
        "findIndex": { graph, flow, parameters in
            let predicate = try graph.function(parameters, "predicate")
            let found = numbered(flow).first { try predicate($0.element, .number(Double($0.offset))).isTrue }
            return found.value.map { .number(Double($0?.offset ?? -1)) }
        },
        "elementAt": { graph, flow, parameters in
            try graph.only("index", "default", in: parameters)
            return value(of: flow.dropFirst(try graph.count(parameters, "index")).first(), or: parameters["default"])
        },
        "takeLast": { graph, flow, parameters in flow.suffix(max(0, try graph.count(parameters, "count"))) },
        "min": { graph, flow, parameters in
            let compare = try graph.comparison(parameters)
            return flow.min { try compare($0, $1) }.value.compactMap { $0 }
        },
        "max": { graph, flow, parameters in
            let compare = try graph.comparison(parameters)
            return flow.max { try compare($0, $1) }.value.compactMap { $0 }
        },
        "count": { graph, flow, parameters in
            try graph.chosen(flow, parameters).count().value.map { .number(Double($0)) }
        },
        "toArray": { _, flow, _ in flow.collect().value.map { .list($0) } },
        "reduce": { graph, flow, parameters in
            let folded = try graph.folded(flow, parameters).map(\.value)
            return folded.last().value.compactMap { $0 ?? parameters["seed"] }
        },
        "ignoreElements": { _, flow, _ in flow.filter { _ in false } },
        "isEmpty": { _, flow, _ in flow.contains { _ in true }.value.map { .bool(!$0) } },
        "every": { graph, flow, parameters in
            let predicate = try graph.function(parameters, "predicate")
            return numbered(flow).allSatisfy { try predicate($0.element, .number(Double($0.offset))).isTrue }.value
                .map { .bool($0) }
        },
    ]

    /// The elements for which the predicate holds, if there is one.
    private func chosen(_ flow: Flow<CaseValue>, _ parameters: CaseValue) throws -> Flow<CaseValue> {
        guard parameters["predicate"]?.kind != nil else { return flow }
        let predicate = try function(parameters, "predicate")
        return Self.numbered(flow).filter { try predicate($0.element, .number(Double($0.offset))).isTrue }
            .map(\.element)
    }

    /// A table knows one order of its arguments.
    private func comparison(_ parameters: CaseValue) throws -> @Sendable (CaseValue, CaseValue) throws -> Bool {
        guard parameters["comparer"] != nil else { return { $0.isLess(than: $1) } }
        let compare = try function(parameters, "comparer")
        return { left, right in
            do { return try compare(left, right).double ?? 0 < 0 } catch is Unknown {}
            return try compare(right, left).double ?? 0 > 0
        }
    }

    /// An end without an element fails where the others do.
    static func value(of sink: Sink<CaseValue?>, or substitute: CaseValue?) -> Flow<CaseValue> {
        sink.value.map { element in
            guard let element = element ?? substitute else { throw CaseFunction.Threw() }
            return element
        }
    }
}
