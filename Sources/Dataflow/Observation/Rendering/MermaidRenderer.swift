/// Draws graphs as Mermaid flowcharts, which many viewers of Markdown show as pictures.
enum MermaidRenderer {
    struct Box {
        let label: String
        let detail: String
        let isSource: Bool
        let isSink: Bool
    }

    struct Arrow {
        let from: Int
        let to: Int
        let label: String
    }

    static func draw(_ boxes: [Box], _ arrows: [Arrow]) -> String {
        var lines = ["flowchart LR"]
        for (index, box) in boxes.enumerated() {
            let text = escaped(box.label) + (box.detail.isEmpty ? "" : "<br/>\(escaped(box.detail))")
            let (left, right) = box.isSource ? ("([", "])") : box.isSink ? ("[[", "]]") : ("[", "]")
            lines.append("    n\(index)\(left)\"\(text)\"\(right)")
        }
        for arrow in arrows {
            lines.append("    n\(arrow.from) -->\(arrow.label.isEmpty ? "" : "|\(escaped(arrow.label))|") n\(arrow.to)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Mermaid reads quotes and brackets inside a label as syntax; entities are safe.
    private static func escaped(_ text: String) -> String {
        var safe = ""
        for character in text {
            switch character {
            case "\"": safe += "#quot;"
            case "#": safe += "#35;"
            case "<": safe += "#lt;"
            case ">": safe += "#gt;"
            case "|": safe += "#124;"
            default: safe.append(character)
            }
        }
        return safe
    }
}

extension GraphPlan {
    /// The graph as a Mermaid flowchart, with each mailbox's capacity.
    public var mermaid: String {
        let feeding = Set(edges.compactMap { $0.to == nil ? nil : $0.from })
        let boxes = nodes.map { node in
            MermaidRenderer.Box(
                label: node.name, detail: node.name == node.kind ? "" : node.kind, isSource: node.inputs.isEmpty,
                isSink: !feeding.contains(node.id))
        }
        let arrows = edges.compactMap { edge in
            edge.to.map { MermaidRenderer.Arrow(from: edge.from, to: $0, label: "\(edge.capacity)") }
        }
        return MermaidRenderer.draw(boxes, arrows)
    }
}

extension GraphSnapshot {
    /// The run as a Mermaid flowchart, with each node's count and each mailbox's depth.
    public var mermaid: String {
        let fed = Set(edges.compactMap(\.to))
        let feeding = Set(edges.compactMap { $0.to == nil ? nil : $0.from })
        let boxes = nodes.enumerated().map { index, node in
            MermaidRenderer.Box(
                label: node.name,
                detail: "\(feeding.contains(index) ? node.emitted : node.received)"
                    + (node.isStepping ? ", stepping" : ""),
                isSource: !fed.contains(index), isSink: !feeding.contains(index))
        }
        let arrows = edges.compactMap { edge in
            edge.to.map {
                MermaidRenderer.Arrow(from: edge.from, to: $0, label: edge.held == 0 ? "" : "\(edge.held) held")
            }
        }
        return MermaidRenderer.draw(boxes, arrows)
    }
}
