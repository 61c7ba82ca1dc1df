import Dataflow

extension CaseGraph {
    /// What swift-async-algorithms' operators are called here: the input is the first, further ones are its arguments.
    static let asyncAlgorithms = Vocabulary(
        operations: [
            "identity": { _, flow, _ in flow },
            "map": { _, flow, parameters in
                let isFirst = parameters["project"] == .text("first character")
                return flow.map {
                    .text(isFirst ? String(($0.text ?? "").prefix(1)) : ($0.text ?? "").uppercased())
                }
            },
            "merge": { graph, flow, _ in
                Dataflow.merge([flow] + (try (1..<graph.timelines.count).map { try graph.flow(of: input($0)) }))
            },
            "chunkedBy": { _, flow, parameters in
                joined(flow.chunked { isUpper($0) == isUpper($1) }, parameters)
            },
            "chunkedOn": { _, flow, _ in
                flow.chunked { ($0.text ?? "").prefix(1).lowercased() }.map { .text(($0.1.first?.text ?? "")) }
            },
            "chunkedBySignal": { graph, flow, parameters in
                joined(flow.chunked(by: try graph.flow(of: input(1))), parameters)
            },
            "chunksOfCount": { graph, flow, parameters in
                joined(flow.chunks(of: try graph.count(parameters, "count")), parameters)
            },
            "chunksOfCountOrSignal": { graph, flow, parameters in
                joined(
                    flow.chunks(of: try graph.count(parameters, "count"), or: try graph.flow(of: input(1))), parameters)
            },
            "chunksOfCountOrTime": { graph, flow, parameters in
                // There an interval begins with the one before, here with a chunk's first element.
                joined(
                    flow.chunks(
                        of: try graph.count(parameters, "count"), orAfter: try graph.time(parameters, "every")),
                    parameters)
            },
            "debounce": { graph, flow, parameters in flow.debounce(for: try graph.time(parameters, "for")) },
            "throttle": { graph, flow, parameters in
                flow.throttle(for: try graph.time(parameters, "for"), latest: parameters["latest"]?.isTrue ?? true)
            },
            "buffer": { graph, flow, parameters in
                let policy: Overflow = parameters["policy"] == .text("bufferingOldest") ? .dropNewest : .dropOldest
                return flow.buffer(try graph.count(parameters, "size"), overflow: policy)
            },
        ],
        creations: [
            "timer": { graph, parameters in
                let element = parameters["element"] ?? .null
                // There the run starts one step before the first column.
                return Flow<Int>.every(try graph.time(parameters, "interval")).prepend(0).map { _ in element }
            }
        ])

    private static func input(_ number: Int) -> CaseValue { .fields(["input": .number(Double(number))]) }

    private static func isUpper(_ value: CaseValue) -> Bool {
        (value.text ?? "").first?.isUppercase == true
    }

    /// What a chunk shows there: its elements as one text, or their sum.
    private static func joined(_ chunks: Flow<[CaseValue]>, _ parameters: CaseValue) -> Flow<CaseValue> {
        let isSum = parameters["shown"] == .text("sum")
        return chunks.map { chunk in
            let texts = chunk.map { $0.text ?? "" }
            return .text(isSum ? "\(texts.reduce(0) { $0 + (Int($1) ?? 0) })" : texts.joined())
        }
    }
}
