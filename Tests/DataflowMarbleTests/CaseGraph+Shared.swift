import Dataflow
import DataflowTesting

/// Shared flows. A case is one reader of several, so the flow is sent to a hub from the moment on at which the first of
/// them subscribed.
extension CaseGraph {
    static let foreign: [String: Operation] = [
        "share": shared, "shareReplay": shared, "publish": shared, "publishReplay": shared,
        "publishBehavior": shared, "publishLast": shared, "multicast": shared, "refCount": { _, flow, _ in flow },
    ]

    /// A shared flow that is started over, one reader of it alone.
    private static let shared: Operation = { graph, flow, parameters in flow }

    private static let operators: Set<String> = [
        "share", "shareReplay", "publish", "publishReplay", "publishBehavior", "publishLast", "multicast",
    ]

    /// Gives shared nodes hubs; returns the sinks that send to them.
    func share(_ trial: MarbleCase) throws -> [Sink<Void>] {
        var sinks: [Sink<Void>] = []
        for (number, node) in nodes.enumerated().reversed() {
            guard let name = node["op"]?.text, Self.operators.contains(name) else { continue }
            let (parameters, spans) = (node["parameters"] ?? .fields([:]), spans(below: node["source"], trial))
            if ["arg1", "arg2"].contains(where: { parameters[$0]?.kind == "function" }) {
                throw Unknown(.noCounterpart, "a share within a closure")
            }
            if spans.isEmpty, timelines.first?.isHot == true { continue }
            if spans.count > 1 {
                try checkAlone(spans[0], trial)
                continue
            }
            let hub = Hub<CaseValue>(replay: try replay(name, parameters))
            if let first = parameters["arg0"], name == "publishBehavior" { _ = try hub.trySend(first) }
            hubs.update { $0.append(hub) }
            // First: a shared flow may go back to itself.
            shared.update { $0[number] = Flow(hub) }
            let source = try flow(of: node["source"])
            let last = name == "publishLast" ? source.last().value.compactMap { $0 } : source
            guard let span = spans.first else { continue }
            let ends = try trial.expected().entries.last?.event.isEnd == true
            let (start, end) = (span.start - trial.span.start, span.end.map { $0 - trial.span.start })
            sinks.append(publish(last, to: hub, from: start, to: ends ? nil : end))
        }
        return sinks
    }

    /// Sends a flow to a hub from one moment on; a failure of the flow is one of the hub, and not of the run.
    ///
    /// - Parameter end: when the sending stops without an end, if it does.
    private func publish(
        _ flow: Flow<CaseValue>, to hub: Hub<CaseValue>, from start: Int, to end: Int?
    ) -> Sink<Void> {
        let whole = Dataflow.concat([Self.pause(start), flow])
        let sent = end.map { whole.prefix(until: Self.pause($0).append(.null)).append(.never()) } ?? whole
        return sent.publish(to: hub).value.replaceError(with: ()).ignore()
    }

    /// When the input far below was subscribed to; a flow of no input is so at once.
    private func spans(below value: CaseValue?, _ trial: MarbleCase) -> [CaseSpan] {
        guard let number = value?["id"]?.count, nodes.indices.contains(number) else { return [] }
        if let input = nodes[number]["input"]?.count { return trial.spans(of: input) }
        return nodes[number]["source"].map { spans(below: $0, trial) } ?? [CaseSpan(start: 0, end: nil)]
    }

    /// Who shares with others what is started over sees what depends on them.
    private func checkAlone(_ first: CaseSpan, _ trial: MarbleCase) throws {
        let begin = try trial.inputs().first?.entries.first?.time ?? 0
        if try trial.expected().entries.first?.time != first.start + begin { throw Unknown(.untold, "who else reads") }
    }

    private func replay(_ name: String, _ parameters: CaseValue) throws -> Int {
        switch name {
        case "publishReplay": return parameters["arg0"]?.count ?? 1_000
        case "publishBehavior", "publishLast": return 1
        case "shareReplay":
            let config = parameters["config"] ?? .null
            return config.count ?? config["bufferSize"]?.count ?? 1_000
        case "multicast":
            let subject = CaseFunction(parameters["arg0"])?.calls.first?["out"]?["id"]?.count
            let kind = subject.flatMap { nodes.indices.contains($0) ? nodes[$0]["opaque"]?.text : nil }
            if kind == "Subject" { return 0 }
            if kind == "ReplaySubject" { return 1_000 }
            throw Unknown(.foreign, kind ?? "a subject")
        default: return 0
        }
    }
}
