import Foundation
import Testing

/// One case of another library's test suite.
struct MarbleCase: Sendable, Decodable {
    let id: String
    /// RxJS: all nodes, and the one that is watched.
    let graph: [CaseValue]?
    let result: Int?
    /// RxSwift: the same, nested.
    let pipeline: CaseValue?
    /// swift-async-algorithms: of the operator under test.
    let parameters: CaseValue?
    let `operator`: String?
    let inputKinds: [String]?
    let inputSubscriptions: [[CaseValue]?]?
    let inputTimelines: [[[CaseValue]]?]?
    let expectedTimeline: [[CaseValue]]?
    /// When the result was subscribed to and let go of.
    let subscription: String?
    let disposedAt: Double?

    /// The suite that the case is from: its first name.
    var suite: String { String(id.prefix { $0 != "." }) }

    func inputs() throws -> [CaseTimeline] {
        try zip(inputTimelines ?? [], inputKinds ?? []).map { timeline, kind in
            guard let timeline else { throw CaseGraph.Unknown(.untold, "an input") }
            return CaseTimeline(try CaseTimeline.events(timeline), isHot: kind == "hot")
        }
    }

    /// When the consumer asks for how many elements; nil for all at the start. A consumer that delays asks when the element
    /// comes, else at once when it has the one before.
    var demand: String? {
        guard let timeline = expectedTimeline, timeline.contains(where: { $0.count > 1 && $0[1] == .text("delayNext") })
        else { return nil }
        var (requests, last, isDelayed) = ([Int](repeating: 0, count: 100), 0, false)
        for entry in timeline {
            guard entry.count > 1, let time = entry[0].count else { continue }
            switch entry[1].text {
            case "delayNext": isDelayed = true
            case "next":
                requests[isDelayed ? time : last] += 1
                (last, isDelayed) = (time, false)
            default: break
            }
        }
        return requests.map { $0 == 0 ? "-" : "\($0)" }.joined()
    }

    func expected() throws -> CaseTimeline {
        CaseTimeline(try CaseTimeline.events(expectedTimeline ?? []), isHot: true)
    }

    /// When the result is subscribed to, and the first frame of which it sees nothing any more.
    var span: CaseSpan {
        if let disposedAt { return CaseSpan(start: 0, end: Int(disposedAt)) }
        let cancelled = expectedTimeline?.first { $0.count > 1 && $0[1] == .text("cancel") }
        if let time = cancelled?.first?.count { return CaseSpan(start: 0, end: time) }
        return subscription.map { CaseSpan($0) } ?? CaseSpan(start: 0, end: nil)
    }

    /// When an input was subscribed to, and let go of.
    func spans(of input: Int) -> [CaseSpan] {
        guard let spans = inputSubscriptions, spans.indices.contains(input) else { return [] }
        return (spans[input] ?? []).compactMap { span in
            if let text = span.text { return CaseSpan(text) }
            return span.list.flatMap { $0.first?.count }.map { CaseSpan(start: $0, end: span.list?.last?.count) }
        }
    }
}

/// When something was subscribed to and let go of, in frames: `--^---!`. A value.
struct CaseSpan {
    var start = 0
    var end: Int?

    init(start: Int, end: Int?) { (self.start, self.end) = (start, end) }

    init(_ text: String) {
        var (frame, group) = (0, 0)
        for character in text {
            switch character {
            case "^": start = frame
            case "!": end = frame
            default: break
            }
            switch character {
            case " ": break
            case "(": group = 1
            case ")": (frame, group) = (frame + 1, 0)
            default: frame += 1 - group
            }
        }
    }
}

/// The cases of one operator in one suite.
struct MarbleFile: Sendable, Decodable, CustomTestStringConvertible {
    let suite: String
    let `operator`: String
    let cases: [MarbleCase]

    var testDescription: String { "\(suite) \(`operator`)" }

    static let all: [MarbleFile] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().map { name in
            do {
                return try JSONDecoder().decode(MarbleFile.self, from: Data(contentsOf: folder.appending(path: name)))
            } catch {
                fatalError("\(name): \(error)")
            }
        }
    }()
}
