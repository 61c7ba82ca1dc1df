import Dataflow

extension CaseGraph {
    static let recovery: [String: Operation] = [
        "catchError": { graph, flow, parameters in
            try graph.caught(flow, graph.function(parameters, "selector"))
        },
        "retry": { graph, flow, parameters in
            guard let config = parameters["config"], config.count == nil else {
                return flow.retry(parameters["config"]?.count ?? .max)
            }
            try graph.only("delay", "count", "resetOnSuccess", in: config)
            guard let delay = config["delay"]?.count ?? (config["delay"] == nil ? 0 : nil) else {
                return try graph.retried(flow, graph.function(config, "delay"), 1)
            }
            let attempts = config["count"]?.count.map { $0 + 1 } ?? .max
            return flow.retry(RetryPolicy(attempts: attempts, backoff: .constant(.milliseconds(delay))))
        },
        "retryWhen": { graph, flow, parameters in
            guard let notifier = try graph.function(parameters, "notifier").only() else { return flow }
            return try graph.again(flow, on: notifier, afterFailure: true)
        },
        "repeatWhen": { graph, flow, parameters in
            let notifier = try graph.function(parameters, "notifier")
            guard let answer = try notifier.only() else {
                return notifier.calls.isEmpty ? flow : flow.append(.failing(CaseFunction.Threw()))
            }
            return try graph.again(flow, on: answer, afterFailure: false)
        },
        "repeat": { graph, flow, parameters in
            let config = parameters["config"] ?? .null
            guard let count = config.count ?? config["count"]?.count ?? (config == .null ? .max : nil) else {
                throw Unknown(.untold, "how often")
            }
            if let delay = config["delay"], delay.count == nil {
                throw Unknown(.noCounterpart, "a pause that is a flow")
            }
            let pause = Self.pause(config["delay"]?.count ?? 0)
            return Flow(0..<max(0, count)).concatMap { $0 == 0 ? flow : Dataflow.concat([pause, flow]) }
        },
    ]

    private func caught(_ flow: Flow<CaseValue>, _ select: CaseFunction) throws -> Flow<CaseValue> {
        // Whatever the error is, there is one in each case.
        let next = try select.only()
        let other = try next.map { try self.flow(of: $0) }
        return flow.catch { _ in
            guard let other else { throw CaseFunction.Threw() }
            return other
        }
    }

    /// Starts over when the flow of the failure's number gives something.
    private func retried(_ flow: Flow<CaseValue>, _ delay: CaseFunction, _ number: Int) throws -> Flow<CaseValue> {
        flow.catch { _ in
            let pause = try self.flow(of: delay(.text("error"), .number(Double(number)))).prefix(1)
            return pause.concatMap { _ in try self.retried(flow, delay, number + 1) }
        }
    }

    /// Starts over each time that another flow, which goes on by itself, gives something.
    private func again(
        _ flow: Flow<CaseValue>, on notifier: CaseValue, afterFailure: Bool
    ) throws -> Flow<CaseValue> {
        let notifications = try self.flow(of: notifier)
        guard notifier["id"]?.count.flatMap({ nodes[$0]["input"]?.count }).map({ timelines[$0].isHot }) == true else {
            throw Unknown(.noCounterpart, "a notifier that is no hot flow")
        }
        let rest = notifications.prefix(1).concatMap { _ in
            try self.again(flow, on: notifier, afterFailure: afterFailure)
        }
        return afterFailure ? flow.catch { _ in rest } : Dataflow.concat([flow, rest])
    }
}
