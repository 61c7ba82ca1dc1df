import DataflowTesting
import Testing

/// The cases' diagrams in our notation.
@Suite("Diagrams of other libraries")
struct MarbleDrawingTests {
    @Test("Each can be drawn, with its past and its names, and reads itself again")
    func all() throws {
        var count = 0
        for trial in MarbleFile.all.flatMap(\.cases) {
            let timelines = (trial.inputTimelines ?? []) + [trial.expectedTimeline]
            for timeline in timelines {
                let diagram = drawn(try #require(timeline, "\(trial.id)"))
                #expect(try MarbleDiagram("\(diagram)") == diagram, "\(trial.id)")
                count += 1
            }
        }
        #expect(count == 3_663)
    }

    /// What stands before time 0 is the diagram's past.
    private func drawn(_ timeline: [[CaseValue]]) -> MarbleDiagram {
        let past = max(0, -(timeline.compactMap { $0.first?.count }.min() ?? 0))
        var frames = [[MarbleDiagram.Event]](repeating: [], count: past)
        // An input of RxSwift may go on behind its end.
        for entry in timeline.sorted(by: { $0.first?.count ?? 0 < $1.first?.count ?? 0 }) {
            guard entry.count > 1, let time = entry[0].count, let event = marble(entry) else { continue }
            while frames.count <= time + past { frames.append([]) }
            frames[time + past].append(event)
            // Nothing can come any more, though the suite says so.
            if event.isEnd {
                frames.removeLast(frames.count - (time + past + 1))
                break
            }
        }
        // What has ended before time 0 has no beginning.
        return MarbleDiagram(frames: frames, start: frames.count > past ? past : 0)
    }

    private func marble(_ entry: [CaseValue]) -> MarbleDiagram.Event? {
        switch entry[1].text {
        case "next": .element(name(entry))
        case "error": .error(name(entry))
        case "complete": .completion
        default: nil
        }
    }

    private func name(_ entry: [CaseValue]) -> String {
        let name = "\(entry.count > 2 ? entry[2] : .null)".replacing("'", with: "")
        return name.isEmpty ? "empty" : name
    }
}
