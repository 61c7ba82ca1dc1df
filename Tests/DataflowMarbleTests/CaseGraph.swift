import Dataflow
import DataflowTesting

/// Builds the flow that a case describes.
struct CaseGraph: Sendable {
    /// Why a case is passed over.
    enum Reason: String, Sendable, CaseIterable {
        /// We have no such operator, and it is no composition of ours.
        case noCounterpart = "no counterpart"
        /// The case does not tell what is needed to run it.
        case untold = "the case does not tell"
        /// It is about its library's own machinery: schedulers, subjects that are operators.
        case foreign = "foreign machinery"
    }

    struct Unknown: Error, CustomStringConvertible {
        let reason: Reason
        let what: String

        init(_ reason: Reason, _ what: String) { (self.reason, self.what) = (reason, what) }

        var description: String { "passed over, \(reason.rawValue): \(what)" }
    }

    typealias Operation = @Sendable (CaseGraph, Flow<CaseValue>, CaseValue) throws -> Flow<CaseValue>
    typealias Creation = @Sendable (CaseGraph, CaseValue) throws -> Flow<CaseValue>

    /// What a suite's operators and creators are called here.
    struct Vocabulary: Sendable {
        let operations: [String: Operation]
        let creations: [String: Creation]
    }

    let nodes: [CaseValue]
    let vocabulary: Vocabulary
    let timelines: [CaseTimeline]
    /// Gives a flow that reads an input; called for each use.
    let input: @Sendable (Int) -> Flow<CaseValue>
    /// What stands for a shared node: a flow that reads what is sent there.
    let shared: Watched<[Int: Flow<CaseValue>]>
    /// A hub that nobody keeps ends.
    let hubs: Watched<[Hub<CaseValue>]>

    init(
        _ nodes: [CaseValue], _ vocabulary: Vocabulary, _ timelines: [CaseTimeline],
        input: @escaping @Sendable (Int) -> Flow<CaseValue>
    ) {
        (self.nodes, self.vocabulary, self.timelines, self.input) = (nodes, vocabulary, timelines, input)
        (shared, hubs) = (Watched([:]), Watched([]))
    }

    /// The flow of a node by its number.
    func flow(_ number: Int) throws -> Flow<CaseValue> {
        if let flow = shared.value[number] { return flow }
        guard nodes.indices.contains(number) else { throw Unknown(.untold, "a node \(number)") }
        return try flow(node: nodes[number])
    }

    /// The flow of a node: an input, what a creator makes, or an operator above another node.
    func flow(node: CaseValue) throws -> Flow<CaseValue> {
        if let number = (node["input"] ?? (node.kind == "input" ? node["index"] : nil))?.count {
            guard timelines.indices.contains(number) else { throw Unknown(.untold, "an input \(number)") }
            return input(number)
        }
        let parameters = node["parameters"] ?? .fields([:])
        if let name = node["creator"]?.text {
            guard let create = vocabulary.creations[name] else { throw Unknown(.noCounterpart, name) }
            return try create(self, node["part"].map { parameters.with("part", $0) } ?? parameters)
        }
        if let opaque = node["opaque"]?.text { throw Unknown(.foreign, opaque) }
        let name = node["op"]?.text ?? "?"
        guard let operate = vocabulary.operations[name] else { throw Unknown(.noCounterpart, name) }
        return try operate(self, try flow(of: node["source"]), parameters)
    }

    func flow(of value: CaseValue?) throws -> Flow<CaseValue> {
        guard let value else { throw Unknown(.untold, "a flow that is missing") }
        switch value.kind {
        case "node": return try flow(value["id"]?.count ?? -1)
        case "input": return try flow(node: value)
        case "inner": return try inner(value["timeline"]?.list ?? [])
        case nil:
            if let list = value.list { return Flow(list) }
            if let text = value.text { return Flow(text.map { .text(String($0)) }) }
            if value["op"] ?? value["creator"] ?? value["input"] != nil { return try flow(node: value) }
        default: break
        }
        throw Unknown(.untold, "a flow of \(value.kind ?? "another kind")")
    }

    /// An element that is a flow with a timeline of its own.
    private func inner(_ timeline: [CaseValue]) throws -> Flow<CaseValue> {
        let entries = try CaseTimeline.events(timeline.map { $0.list ?? [] })
        var (flows, time): ([Flow<CaseValue>], Int) = ([], 0)
        for entry in entries {
            if entry.time > time { flows.append(Self.pause(entry.time - time)) }
            time = entry.time
            switch entry.event {
            case .element(let value): flows.append(.just(value))
            case .failure: flows.append(.failing(CaseFunction.Threw()))
            case .completion: return Dataflow.concat(flows)
            }
        }
        return Dataflow.concat(flows + [.never()])
    }

    /// Nothing, for so many frames.
    static func pause(_ frames: Int) -> Flow<CaseValue> {
        if frames <= 0 { return .empty() }
        return Flow<Int>.every(.milliseconds(frames)).prefix(1).filter { _ in false }.map { _ in .null }
    }
}

extension CaseValue {
    func with(_ key: String, _ value: CaseValue) -> CaseValue {
        guard case .fields(let fields) = self else { return self }
        return .fields(fields.merging([key: value]) { $1 })
    }
}
