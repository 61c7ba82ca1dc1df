import Dataflow

extension CaseGraph {
    static let timed: [String: Operation] = [
        "debounceTime": { graph, flow, parameters in flow.debounce(for: try graph.time(parameters, "dueTime")) },
        "debounce": { graph, flow, parameters in
            let times = try graph.times(parameters, "durationSelector")
            // A closure that awaits nothing and throws fails the flow; debounce's own closure does not throw.
            return flow.map { (element: $0, time: try times($0)) }.debounce(for: \.time).map(\.element)
        },
        "delay": { graph, flow, parameters in
            if parameters["due"]?.kind == "date" { throw Unknown(.noCounterpart, "a delay up to a date") }
            return flow.delay(for: try graph.time(parameters, "due"))
        },
        "observeOn": { graph, flow, parameters in
            parameters["delay"] == nil ? flow : flow.delay(for: try graph.time(parameters, "delay"))
        },
        "subscribeOn": { graph, flow, parameters in
            Dataflow.concat([pause(parameters["delay"]?.count ?? 0), flow])
        },
        "sampleTime": { graph, flow, parameters in flow.sample(every: try graph.time(parameters, "period")) },
        "throttleTime": { graph, flow, parameters in
            try graph.throttled(flow, graph.time(parameters, "duration"), parameters["config"])
        },
        "throttle": { graph, flow, parameters in
            try graph.throttled(flow, graph.constant(parameters, orEnd: true), parameters["config"])
        },
        "auditTime": { graph, flow, parameters in try graph.audited(flow, graph.time(parameters, "duration")) },
        "audit": { graph, flow, parameters in try graph.audited(flow, graph.constant(parameters, orEnd: true)) },
        "timeInterval": { _, flow, _ in
            zip(flow.measureInterval(), flow).map { interval, element in
                .fields([
                    "$class": .text("TimeInterval"), "value": element, "interval": .number(interval / .milliseconds(1)),
                ])
            }
        },
        "timestamp": { _, flow, _ in
            flow.timestamped().map {
                .fields(["value": $0.element, "timestamp": .number($0.time / .milliseconds(1))])
            }
        },
        "timeout": { graph, flow, parameters in try graph.limited(flow, parameters["config"] ?? .null) },
        "timeoutWith": { graph, flow, parameters in
            let with = try graph.flow(of: parameters["with"])
            return try graph.limited(flow, parameters["due"] ?? .null).catch { error in
                guard error is FlowTimeout else { throw error }
                return with
            }
        },
    ]

    /// How long every element's flow waits, if it is always the same.
    private func constant(_ parameters: CaseValue, orEnd: Bool) throws -> Duration {
        let selector = try function(parameters, "durationSelector")
        let times = try Set(
            selector.calls.map { call -> Int? in
                guard let out = call["out"] else { throw Unknown(.noCounterpart, "a time that fails") }
                return try firstTime(of: out, orEnd: orEnd)
            })
        guard times.count < 2 else { throw Unknown(.noCounterpart, "an interval for each element") }
        return times.first.flatMap { $0 }.map { .milliseconds($0) } ?? .seconds(1 << 32)
    }

    private func throttled(
        _ flow: Flow<CaseValue>, _ interval: Duration, _ config: CaseValue?
    ) throws -> Flow<CaseValue> {
        let (leading, trailing) = (config?["leading"]?.isTrue ?? true, config?["trailing"]?.isTrue ?? false)
        if !leading { return try audited(flow, interval) }
        return flow.throttle(for: interval, latest: trailing)
    }

    /// An element opens an interval, at whose end the newest one leaves: the last one of a chunk.
    private func audited(_ flow: Flow<CaseValue>, _ interval: Duration) throws -> Flow<CaseValue> {
        if interval == .zero { return flow }
        return flow.chunks(of: 1_000, orAfter: interval).map { $0[$0.count - 1] }
    }

    private func limited(_ flow: Flow<CaseValue>, _ config: CaseValue) throws -> Flow<CaseValue> {
        if let time = config.time {
            let limit = Duration.milliseconds(time)
            return config.kind == "date" ? flow.timeout(first: limit) : flow.timeout(limit)
        }
        var (limited, first) = (flow, config["first"]?.time)
        if let each = config["each"] {
            guard let limit = each.time, first ?? 0 <= limit else { throw Unknown(.noCounterpart, "a later first") }
            limited = limited.timeout(.milliseconds(limit))
            if first == limit { first = nil }
        }
        if let first { limited = limited.timeout(first: .milliseconds(first)) }
        guard let with = CaseFunction(config["with"]), !with.calls.isEmpty else { return limited }
        let substitute = try with.only().map { try self.flow(of: $0) }
        return limited.catch { error in
            guard error is FlowTimeout, let substitute else { throw error }
            return substitute
        }
    }
}
