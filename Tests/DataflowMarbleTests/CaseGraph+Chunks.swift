import Dataflow

/// Buffers and windows. Here both are arrays: a window comes when it closes.
extension CaseGraph {
    static let chunked: [String: Operation] = [
        "bufferCount": { graph, flow, parameters in
            try graph.only("bufferSize", in: parameters)
            return flow.chunks(of: try graph.count(parameters, "bufferSize")).map { .list($0) }
        },
        "windowCount": { graph, flow, parameters in
            let size = try graph.count(parameters, "windowSize")
            if let every = parameters["startEvery"]?.count, every != size, every != 0 {
                throw Unknown(.noCounterpart, "windows that overlap, shorter at the end")
            }
            return flow.chunks(of: size).map { .list($0) }
        },
        "buffer": { graph, flow, parameters in
            flow.chunked(by: try graph.flow(of: parameters["boundaries"])).map { .list($0) }
        },
        "window": { graph, flow, parameters in
            flow.chunked(by: try graph.flow(of: parameters["boundaries"])).map { .list($0) }
        },
        "bufferTime": { graph, flow, parameters in
            try graph.only("timeSpan", "maxSize", in: parameters)
            let span = try graph.time(parameters, "timeSpan")
            if let size = parameters["maxSize"]?.count { return flow.chunks(every: span, max: size).map { .list($0) } }
            return flow.chunks(every: span).map { .list($0) }
        },
        "windowTime": { graph, flow, parameters in
            let span = try graph.time(parameters, "timeSpan")
            if let every = parameters["creationInterval"]?.count, .milliseconds(every) != span {
                throw Unknown(.noCounterpart, "windows of time that overlap")
            }
            return flow.chunks(every: span).map { .list($0) }
        },
        "bufferWhen": { graph, flow, parameters in try graph.closed(flow, parameters, atEnd: false) },
        "windowWhen": { graph, flow, parameters in try graph.closed(flow, parameters, atEnd: true) },
        "bufferToggle": { graph, flow, parameters in try graph.toggled(flow, parameters) },
        "windowToggle": { graph, flow, parameters in try graph.toggled(flow, parameters) },
    ]

    /// A closing flow begins when the one before has closed a chunk, by an element or, for a window, by its end.
    private func closed(_ flow: Flow<CaseValue>, _ parameters: CaseValue, atEnd: Bool) throws -> Flow<CaseValue> {
        let selector = try function(parameters, "closingSelector")
        let closings = Flow.unfold(0) { state in
            state += 1
            return state
        }.concatMap { _ in try self.flow(of: selector()).prefix(1).ifEmpty(atEnd ? .just(.null) : .never()) }
        return flow.chunked(by: closings).map { .list($0) }
    }

    /// Each opening reads the flow, from a hub, up to its closing.
    private func toggled(_ flow: Flow<CaseValue>, _ parameters: CaseValue) throws -> Flow<CaseValue> {
        let selector = try function(parameters, "closingSelector")
        let openings = try self.flow(of: parameters["openings"])
        let hub = Hub<CaseValue>()
        let chunks = openings.prefix(until: Flow(hub).filter { _ in false }.append(.null))
            .flatMap(maxConcurrent: 1_000) { opening in
                let closing = try self.flow(of: selector(opening)).ifEmpty(.never())
                return Flow(hub).prefix(until: closing).collect().value.map { CaseValue.list($0) }
            }
        let source = flow.publish(to: hub).value.filter { _ in false }.map { _ in CaseValue.null }
        return Dataflow.merge(chunks, source)
    }
}
