import Dataflow

extension CaseGraph {
    /// What RxSwift's operators are called here.
    static let rxswift = Vocabulary(operations: swiftOperations, creations: swiftCreations)

    private static let swiftOperations: [String: Operation] = swiftChanges.merging(swiftLimits) { $1 }.merging(
        Dictionary(
            uniqueKeysWithValues: ["filter", "compactMap", "flatMapLatest", "flatMapFirst", "reduce"].map {
                ($0, untold)
            })
    ) { $1 }.merging(["multicast": untold, "subscribe": machinery]) { $1 }

    private static let untold: Operation = { _, _, _ in throw Unknown(.untold, "a closure") }
    private static let machinery: Operation = { _, _, _ in throw Unknown(.foreign, "a subscription") }

    private static let swiftChanges: [String: Operation] = [
        "amb": { graph, flow, parameters in Dataflow.race([flow] + (try graph.flows(parameters))) },
        "asSingle": { _, flow, _ in value(of: onlyOne(flow).last(), or: nil) },
        "asMaybe": { _, flow, _ in onlyOne(flow).last().value.compactMap { $0 } },
        "buffer": { graph, flow, parameters in
            flow.chunks(every: try graph.time(parameters, "timeSpan"), max: try graph.count(parameters, "count"))
                .map { .list($0) }
        },
        "catch": { graph, flow, parameters in
            let other = try graph.flow(of: CaseFunction(parameters["trailing"])?(.null))
            return flow.catch { _ in other }
        },
        "concatMap": { graph, flow, _ in flow.concatMap { try graph.flow(of: $0) } },
        "merge": { graph, flow, parameters in
            flow.flatMap(maxConcurrent: parameters["maxConcurrent"]?.count ?? 1_000) { try graph.flow(of: $0) }
        },
        "switchLatest": { graph, flow, _ in flow.flatMapLatest { try graph.flow(of: $0) } },
        "delay": { graph, flow, parameters in flow.delay(for: try graph.time(parameters, "arg0")) },
        "delaySubscription": { _, flow, parameters in
            Dataflow.concat([pause(parameters["arg0"]?.time ?? 0), flow])
        },
        "distinctUntilChanged": { graph, flow, parameters in
            let compare = try graph.function(parameters, "trailing")
            return flow.removeDuplicates { try compare($0, $1).isTrue }
        },
        // The closures of these cases are not told, and change nothing.
        "do": { _, flow, _ in flow.tap { _ in } },
        "element": { graph, flow, parameters in
            value(of: flow.dropFirst(try graph.count(parameters, "at")).first(), or: nil)
        },
        "first": { _, flow, _ in flow.first().value.map { $0 ?? .null } },
        "ifEmpty": { graph, flow, parameters in
            if let element = parameters["default"] { return flow.ifEmpty(element) }
            return flow.ifEmpty(try graph.flow(of: parameters["switchTo"]))
        },
        "map": { graph, flow, parameters in
            // A closure that is not told: what comes out is compared without its values.
            let project = CaseFunction(parameters["trailing"])
            return flow.map { try project?($0) ?? .undefined }
        },
        "retry": { graph, flow, parameters in
            if parameters["trailing"] != nil { throw Unknown(.untold, "a closure") }
            return flow.retry(parameters["arg0"]?.count.map { max(0, $0 - 1) } ?? .max)
        },
        "sample": { graph, flow, parameters in
            if parameters["defaultValue"] != nil { throw Unknown(.noCounterpart, "a sample with a default") }
            return flow.sample(on: try graph.flow(of: parameters["arg0"]))
        },
        "scan": { graph, flow, parameters in
            let accumulate = try graph.function(parameters, "trailing")
            return flow.scan(parameters["arg0"] ?? parameters["into"] ?? .null) { try accumulate($0, $1) }
        },
        "single": { graph, flow, parameters in
            if parameters["trailing"] != nil { throw Unknown(.untold, "a closure") }
            return onlyOne(flow).ifEmpty(.failing(CaseFunction.Threw()))
        },
    ]

    private static let swiftLimits: [String: Operation] = [
        "skip": { graph, flow, parameters in
            if let other = parameters["until"] { return flow.dropFirst(until: try graph.flow(of: other)) }
            if let time = parameters["arg0"], time.kind == "time" {
                return flow.dropFirst(for: try graph.time(parameters, "arg0"))
            }
            if parameters["while"] != nil { throw Unknown(.untold, "a closure") }
            return flow.dropFirst(try graph.count(parameters, "arg0"))
        },
        "take": { graph, flow, parameters in
            if let other = parameters["until"], other.kind != "closure" {
                return flow.prefix(until: try graph.flow(of: other))
            }
            if let time = parameters["arg0"] ?? parameters["for"], time.kind == "time" {
                return flow.prefix(for: .milliseconds(time.time ?? 0))
            }
            if parameters["until"]?.kind == "closure" {
                let isLast = try graph.function(parameters, "until")
                if parameters["behavior"] == .text("exclusive") { return flow.prefix { try !isLast($0).isTrue } }
                throw Unknown(.noCounterpart, "a prefix with the element that ends it")
            }
            if parameters["while"] != nil { throw Unknown(.untold, "a closure") }
            return flow.prefix(try graph.count(parameters, "arg0"))
        },
        "takeLast": { graph, flow, parameters in flow.suffix(try graph.count(parameters, "arg0")) },
        "throttle": { graph, flow, parameters in
            flow.throttle(for: try graph.time(parameters, "arg0"), latest: parameters["latest"]?.isTrue ?? true)
        },
        "timeout": { graph, flow, parameters in
            let limited = flow.timeout(try graph.time(parameters, "arg0"))
            guard let other = parameters["other"] else { return limited }
            let substitute = try graph.flow(of: other)
            return limited.catch { error in
                guard error is FlowTimeout else { throw error }
                return substitute
            }
        },
        "toArray": { _, flow, _ in flow.collect().value.map { .list($0) } },
        "materialize": rxjs.operations["materialize"]!,
        "dematerialize": { graph, flow, parameters in
            let notifications = flow.map { notification in
                guard let kind = notification["kind"]?.text, notification.kind == "event" else { return notification }
                let short = ["next": "N", "completed": "C", "complete": "C", "error": "E"][kind] ?? "?"
                return notification.with("kind", .text(short))
            }
            return try rxjs.operations["dematerialize"]!(graph, notifications, parameters)
        },
        "withLatestFrom": { graph, flow, parameters in
            let combine = CaseFunction(parameters["trailing"])
            if parameters["trailing"] != nil, combine == nil { throw Unknown(.untold, "a closure") }
            return flow.withLatest(from: try graph.flow(of: parameters["arg0"])).map { try combine?($0, $1) ?? $1 }
        },
    ]

    private static let swiftCreations: [String: Creation] = [
        "zip": { graph, parameters in try graph.lists(parameters, first: [], Dataflow.zip) },
        "combineLatest": { graph, parameters in
            // A closure that is not told: what comes out is compared without its values.
            Dataflow.combineLatest(try graph.flows(parameters)).map { _ in .undefined }
        },
        "concat": { graph, parameters in Dataflow.concat(try graph.flows(parameters)) },
        "merge": { graph, parameters in Dataflow.merge(try graph.flows(parameters)) },
        "catch": { graph, parameters in
            let flows = try (parameters["sequence"]?.list ?? []).map { try graph.flow(of: $0) }
            guard let last = flows.last else { return .empty() }
            return flows.dropLast().reversed().reduce(last) { rest, flow in flow.catch { _ in rest } }
        },
        "just": { _, parameters in .just(parameters["arg0"] ?? .null) },
        "of": { _, parameters in Flow(arguments(parameters)) },
        "from": { graph, parameters in
            if let element = parameters["optional"] { return element == .null ? .empty() : .just(element) }
            return try graph.flow(of: parameters["arg0"])
        },
        "range": { graph, parameters in
            let start = parameters["start"]?.double ?? 0
            return Flow(0..<(try graph.count(parameters, "count"))).map { .number(start + Double($0)) }
        },
        "generate": { _, _ in throw Unknown(.untold, "a closure") },
        "timer": { _, parameters in
            if parameters["period"] != nil { throw Unknown(.untold, "a timer's first tick") }
            return pause(parameters["arg0"]?.time ?? 0).append(.number(0))
        },
    ]

    private static func onlyOne(_ flow: Flow<CaseValue>) -> Flow<CaseValue> {
        flow.enumerated().map { offset, element in
            if offset > 0 { throw CaseFunction.Threw() }
            return element
        }
    }
}
