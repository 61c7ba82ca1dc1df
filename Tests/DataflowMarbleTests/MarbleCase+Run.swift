import Dataflow
import DataflowTesting

/// A case, ready to run.
struct CaseRun {
    let board: MarbleBoard
    /// Keeps hubs open.
    let graph: CaseGraph
    let record: MarbleRecord<CaseValue>
    let expected: CaseTimeline
    let span: CaseSpan
    /// How many frames it lasts.
    let frames: Int

    /// What differs; nil if nothing does.
    ///
    /// - Throws: ``CaseGraph/Unknown`` if that comes out in the run.
    func problem(order: MarbleOrder, values: Bool) async throws -> String? {
        // One worker: what happens in one instant then happens in the same order each time.
        try await board.play(frames: frames, parallelism: 1)
        let limit = frames
        let drawn = expected.entries.map { Line(time: $0.time - span.start, event: $0.event) }
        let wanted = sorted(drawn.filter { $0.time < limit }, order, values)
        let got = sorted(try events(), order, values)
        return wanted == got ? nil : "expected \(wanted), got \(got)"
    }

    private struct Line: Equatable, CustomStringConvertible {
        let time: Int
        let event: CaseTimeline.Event
        var description: String { "\(time) \(event)" }
    }

    private func events() throws -> [Line] {
        try record.frames.enumerated().flatMap { frame, news in
            try news.compactMap { event in try line(frame, event) }
        }
    }

    private func line(_ frame: Int, _ event: MarbleRecord<CaseValue>.Event) throws -> Line? {
        switch event {
        case .element(let value): return Line(time: frame, event: .element(value))
        case .completion: return Line(time: frame, event: .completion)
        case .failure(let error):
            if let unknown = error as? CaseGraph.Unknown { throw unknown }
            return Line(time: frame, event: .failure)
        case .cancellation: return nil
        }
    }

    /// - Parameter values: whether elements are compared, or only when they come.
    private func sorted(_ lines: [Line], _ order: MarbleOrder, _ values: Bool) -> [Line] {
        let lines = lines.map { line in
            values || line.event.isEnd ? line : Line(time: line.time, event: .element(.undefined))
        }
        if order == .exact { return lines }
        return lines.sorted {
            ($0.time, $0.event.isEnd ? 1 : 0, "\($0.event)") < ($1.time, $1.event.isEnd ? 1 : 0, "\($1.event)")
        }
    }
}

extension MarbleCase {
    /// - Throws: ``CaseGraph/Unknown`` if the case cannot be run.
    func prepared() throws -> CaseRun {
        let (timelines, span) = (try inputs(), span)
        let site = SourceSite(fileID: "\(id)", line: 1)
        let board = MarbleBoard(frame: .milliseconds(1), clock: TestClock(), site: site)
        let inputs = try timelines.map { timeline in
            let (start, values) = (span.start, timeline.values(from: span.start))
            return try board.input(timeline.diagram(from: start), isHot: timeline.isHot) { values[$0] }
        }
        let (nodes, result, vocabulary) = try description()
        let graph = CaseGraph(nodes, vocabulary, timelines) { inputs[$0].flow(site) }
        for sink in try graph.share(self) { board.add(sink) }
        let record = try board.record(graph.flow(of: result), demand: demand)
        let expected = try translated(expected())
        let last = (timelines + [expected]).map(\.last).max() ?? 0
        let frames = min(max(last, timelines.map(\.last).reduce(0, +)) + 5, span.end ?? .max) - span.start
        return CaseRun(
            board: board, graph: graph, record: record, expected: expected, span: span, frames: max(0, frames))
    }

    private func description() throws -> (nodes: [CaseValue], result: CaseValue, CaseGraph.Vocabulary) {
        if let graph, let result, graph.indices.contains(result) {
            let parts: Set = ["groupBy", "window", "windowCount", "windowTime", "windowToggle", "windowWhen"]
            if nodesNamed(parts), !parts.contains(graph[result]["op"]?.text ?? "") {
                throw CaseGraph.Unknown(.noCounterpart, "a window or a group as an element")
            }
            return (graph, .node(result), CaseGraph.rxjs)
        }
        if let pipeline { return ([], pipeline, CaseGraph.rxswift) }
        guard suite == "saa", let name = `operator` else { throw CaseGraph.Unknown(.untold, "the graph") }
        let parameters = parameters ?? .fields([:])
        if inputTimelines?.isEmpty != false {
            return ([], .fields(["creator": .text(name), "parameters": parameters]), CaseGraph.asyncAlgorithms)
        }
        let input = CaseValue.fields(["input": .number(0)])
        return (
            [], .fields(["op": .text(name), "source": input, "parameters": parameters]), CaseGraph.asyncAlgorithms
        )
    }

    /// A window is an array here, which comes when the window ends, and an element of a group stands beside its number.
    private func translated(_ expected: CaseTimeline) throws -> CaseTimeline {
        var (entries, arrays, groups): ([CaseTimeline.Entry], [CaseTimeline.Entry], Int) = ([], [], 0)
        for entry in expected.entries {
            guard case .element(let value) = entry.event, value.kind == "inner" else {
                entries.append(entry)
                continue
            }
            let inner = try CaseTimeline.events((value["timeline"]?.list ?? []).map { $0.list ?? [] })
            if nodesNamed(["groupBy"]) {
                let group = groups
                groups += 1
                arrays += inner.compactMap {
                    guard case .element(let value) = $0.event else { return nil }
                    return .init(time: entry.time + $0.time, event: .element(.list([.number(Double(group)), value])))
                }
                continue
            }
            guard let end = inner.last, end.event.isEnd else { continue }
            let elements = inner.compactMap { if case .element(let value) = $0.event { value } else { nil } }
            arrays.append(.init(time: entry.time + end.time, event: .element(.list(elements))))
        }
        if arrays.isEmpty { return CaseTimeline(entries, isHot: true) }
        // Arrays come before an end of the same moment.
        let all = (arrays + entries).enumerated().sorted {
            ($0.element.time, $0.element.event.isEnd ? 1 : 0, $0.offset)
                < ($1.element.time, $1.element.event.isEnd ? 1 : 0, $1.offset)
        }
        return CaseTimeline(all.map(\.element), isHot: true)
    }

    /// Whether inner flows may have elements in the same instant, whose order nobody promises.
    var isTied: Bool {
        nodesNamed([
            "mergeMap", "mergeMapTo", "mergeAll", "merge", "expand", "groupBy", "bufferToggle",
            "windowToggle",
        ])
    }

    func nodesNamed(_ names: Set<String>) -> Bool {
        let operators = (graph ?? [pipeline ?? .null]).compactMap { ($0["op"] ?? $0["creator"])?.text }
        return operators.contains { names.contains($0) }
    }

    /// Whether a closure of the case is not told, so that the values cannot be compared.
    var hasUntoldClosure: Bool { pipeline?.containsUntoldClosure == true }
}

extension CaseValue {
    fileprivate var containsUntoldClosure: Bool {
        switch self {
        case .list(let list): list.contains(where: \.containsUntoldClosure)
        case .fields(let fields):
            kind == "closure" && self["is"] == nil || fields.values.contains(where: \.containsUntoldClosure)
        default: false
        }
    }
}
