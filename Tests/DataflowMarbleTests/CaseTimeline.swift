import DataflowTesting

/// The events of an input or a result of a case, with their times. A value.
struct CaseTimeline: Sendable {
    enum Event: Sendable, Hashable, CustomStringConvertible {
        case element(CaseValue)
        case failure
        case completion

        var isEnd: Bool { if case .element = self { false } else { true } }

        var description: String {
            switch self {
            case .element(let value): "\(value)"
            case .failure: "#"
            case .completion: "|"
            }
        }
    }

    struct Entry: Sendable, Hashable, CustomStringConvertible {
        let time: Int
        let event: Event
        var description: String { "\(time) \(event)" }
    }

    var entries: [Entry]
    let isHot: Bool

    init(_ entries: [Entry], isHot: Bool) { (self.entries, self.isHot) = (entries, isHot) }

    static func events(_ timeline: [[CaseValue]]) throws -> [Entry] {
        try timeline.compactMap { entry in
            guard entry.count >= 2, let time = entry[0].count else { throw CaseGraph.Unknown(.untold, "a time") }
            let value = entry.count > 2 ? entry[2] : .null
            switch entry[1].text {
            case "next":
                if value.kind == "node", value["id"] == .number(-1) {
                    throw CaseGraph.Unknown(.untold, "a flow as an element")
                }
                return Entry(time: time, event: .element(value))
            case "error": return Entry(time: time, event: .failure)
            case "complete": return Entry(time: time, event: .completion)
            // When a consumer asks, and lets go: what comes out then is told by the others.
            case "delayNext", "cancel": return nil
            default: throw CaseGraph.Unknown(.untold, "an event \(entry[1])")
            }
        }
    }

    var last: Int { entries.last?.time ?? 0 }

    /// The diagram, whose names are the places of the elements.
    ///
    /// - Parameter start: the moment at which the run begins.
    func diagram(from start: Int) -> MarbleDiagram {
        let entries = entries.filter { !isHot || $0.time >= start }
        var diagram = MarbleDiagram(frames: [])
        for (number, entry) in entries.enumerated() {
            let frame = entry.time - (isHot ? start : 0)
            while diagram.frames.count <= frame { diagram.frames.append([]) }
            diagram.frames[frame].append(entry.event.marble(number))
        }
        return diagram
    }

    func values(from start: Int) -> [String: CaseValue] {
        let entries = entries.filter { !isHot || $0.time >= start }
        return entries.enumerated().reduce(into: [:]) { values, entry in
            if case .element(let value) = entry.element.event { values["\(entry.offset)"] = value }
        }
    }
}

extension CaseTimeline.Event {
    fileprivate func marble(_ number: Int) -> MarbleDiagram.Event {
        switch self {
        case .element: .element("\(number)")
        case .failure: .failure
        case .completion: .completion
        }
    }
}
