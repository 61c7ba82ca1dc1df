/// Two diagrams, one under the other, frame by frame. A value.
struct MarbleComparison {
    let expected: MarbleDiagram
    let got: MarbleDiagram

    /// Whether both are equal; frames without events at the end make no difference.
    var isEqual: Bool { expected.trimmed == got.trimmed }

    /// The first frame in which they differ, counted from 0.
    var firstDifference: Int? {
        let count = max(expected.frames.count, got.frames.count)
        return (0..<count).first { frame($0, of: expected) != frame($0, of: got) }
    }

    /// Both lines; spaces make groups equally wide.
    var lines: (expected: String, got: String) {
        let count = max(expected.frames.count, got.frames.count)
        var lines = ("", "")
        for index in 0..<count {
            let (left, right) = (text(index, of: expected), text(index, of: got))
            let width = max(left.count, right.count)
            lines.0 += left + String(repeating: " ", count: width - left.count)
            lines.1 += right + String(repeating: " ", count: width - right.count)
        }
        return (lines.0.withoutTrailingSpaces, lines.1.withoutTrailingSpaces)
    }

    private func frame(_ index: Int, of diagram: MarbleDiagram) -> [MarbleDiagram.Event] {
        diagram.frames.indices.contains(index) ? diagram.frames[index] : []
    }

    private func text(_ index: Int, of diagram: MarbleDiagram) -> String {
        diagram.frames.indices.contains(index) ? MarbleDiagram.text(diagram.frames[index]) : ""
    }
}

extension String {
    fileprivate var withoutTrailingSpaces: String { String(prefix(count - reversed().prefix { $0 == " " }.count)) }
}
