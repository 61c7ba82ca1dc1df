import Foundation
import Testing

/// One case of another library's test suite.
struct MarbleCase: Sendable, Decodable {
    struct Drawing: Sendable, Decodable {
        let sources: [String]
        let expected: String
        let values: [String: CaseValue]
    }

    let id: String
    let graph: [CaseValue]?
    let result: Int?
    let inputKinds: [String]?
    let inputSubscriptions: [[CaseValue]?]?
    let inputTimelines: [[[CaseValue]]?]?
    let subscription: String?
    let opaque: Bool?
    /// The case in our notation; nil if it cannot be drawn.
    let ours: Drawing?

    /// Whether each input is listened to once, from the start: then it can be drawn from there.
    var startsTogether: Bool {
        // Only a flow that begins by itself can begin again.
        if (graph ?? []).contains(where: { $0["op"] == .text("retry") }) { return false }
        return zip(inputSubscriptions ?? [], inputKinds ?? []).allSatisfy { spans, kind in
            // Whoever listens to a hot input and was not recorded has listened from the start.
            if kind == "hot", spans?.isEmpty == true { return true }
            guard let spans, spans.count == 1 else { return false }
            if let first = spans[0].list?.first { return first == .number(0) }
            return spans[0].text?.first { $0 != " " }.map { "^(".contains($0) } ?? false
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
