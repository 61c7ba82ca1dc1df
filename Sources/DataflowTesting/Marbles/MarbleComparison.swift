/// Whether the order of what happens in one frame must be as drawn.
public enum MarbleOrder: Sendable {
    /// As drawn.
    case exact
    /// The elements of a frame may come in any order, as those of a merge may; an end is still the last.
    case anyWithinFrame
}

/// Two diagrams, one under the other, frame by frame. A value.
struct MarbleComparison {
    let expected: MarbleDiagram
    let got: MarbleDiagram
    var order = MarbleOrder.exact

    /// Whether both are equal; frames without events at the end make no difference.
    var isEqual: Bool { firstDifference == nil }

    /// The first frame in which they differ, counted from 0.
    var firstDifference: Int? {
        let count = max(expected.frames.count, got.frames.count)
        return (0..<count).first { compared(frame($0, of: expected)) != compared(frame($0, of: got)) }
    }

    private func compared(_ frame: [MarbleDiagram.Event]) -> [MarbleDiagram.Event] {
        guard order == .anyWithinFrame else { return frame }
        // An end stays the last.
        return frame.sorted { ($0.isEnd ? 1 : 0, $0.text) < ($1.isEnd ? 1 : 0, $1.text) }
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

extension MarbleComparison {
    /// What differs, in words.
    ///
    /// - Parameters:
    ///   - label: what stands before the inputs: six letters.
    ///   - error: what `#` is in what came out.
    func message<Value>(
        _ label: String, _ inputs: [MarbleDiagram], _ alphabet: MarbleAlphabet<Value>, _ error: (any Error)?
    ) -> String {
        var text = "the diagrams differ from frame \(firstDifference ?? 0) on:\n"
        for (number, input) in inputs.enumerated() {
            text += "    \(number == 0 ? "\(label)  " : "        ") \(input)\n"
        }
        text += "    expected \(lines.expected)\n    got      \(lines.got)"
        for stranger in alphabet.strangers { text += "\n    where \(stranger.name) is \(stranger.value)" }
        if let error { text += "\n    where # is \(error)" }
        return text
    }
}
