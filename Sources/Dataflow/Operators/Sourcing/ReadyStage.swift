/// A source whose elements are there when it is described: one, none, or those of an array.
///
/// An operator that starts flows lets a few such elements through at once, without making nodes of their source
/// (`Docs/Decisions/0028`). Everywhere else it is a source like any other.
@usableFromInline
final class ReadyStage<Element: Sendable>: Stage, @unchecked Sendable {
    // SAFETY: only a `let`.
    @usableFromInline let elements: ReadyElements<Element>

    @inlinable
    init(
        _ elements: ReadyElements<Element>, _ kind: String, _ site: SourceSite,
        makeNode: @escaping @Sendable (NodeWiring) -> Node
    ) {
        self.elements = elements
        super.init(
            kind: kind, site: site, inputs: [], outputCount: 1, role: .plain, problem: nil,
            makeMailbox: { Mailbox<Element>(capacity: $0) },
            makeBroadcast: { Node.running(BroadcastKernel<Element>($0)) }, makeNode: makeNode)
    }
}

/// Elements that need no code to be had.
@usableFromInline
enum ReadyElements<Element: Sendable>: Sendable {
    case none
    case one(Element)
    case many([Element])

    /// The most elements that a flow gives at once when others wait for their turn.
    @inlinable static var limit: Int { 16 }

    @inlinable
    var count: Int {
        switch self {
        case .none: 0
        case .one: 1
        case .many(let elements): elements.count
        }
    }

    /// Puts them into the first free slots.
    @inlinable
    func put(into writer: MailboxSpan<Element>) {
        switch self {
        case .none: break
        case .one(let element): writer.put(element, 0)
        case .many(let elements):
            for (offset, element) in elements.enumerated() { writer.put(element, offset) }
        }
    }
}

extension Flow {
    /// A source of elements that are there; `sequence` gives the same.
    @inlinable
    init<Elements: Sequence & Sendable>(
        ready elements: ReadyElements<Element>, _ sequence: Elements, _ kind: String, _ site: SourceSite
    ) where Elements.Element == Element {
        let stage = ReadyStage(elements, kind, site) { Node.running(SourceKernel(SequenceBehavior(sequence), $0)) }
        self.init(erased: AnyFlow(stage: stage, output: 0))
    }

    /// What the flow emits, if it is nothing but a few elements that are there: no operator, and no annotation that a run
    /// or a validator must know.
    @inlinable
    var ready: ReadyElements<Element>? {
        guard let stage = erased.stage as? ReadyStage<Element>, !erased.attributes.hasAnnotations else { return nil }
        return stage.elements.count <= ReadyElements<Element>.limit ? stage.elements : nil
    }
}
