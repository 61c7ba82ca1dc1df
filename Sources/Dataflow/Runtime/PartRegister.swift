/// The living parts of a run, each with the node that follows it. A value.
///
/// A node follows one part at a time. When it follows a new one, the one before is retired. A retired part may take its
/// time to end; then it is released, with the parts that its own nodes follow. Every operation takes constant time for
/// each part, however many parts live.
struct PartRegister {
    private var living: [ObjectIdentifier: (order: Int, part: RunPart)] = [:]
    private var added = 0
    /// By the part and the number of the node that follows.
    private var followed: [ObjectIdentifier: [Int: RunPart]] = [:]
    /// Parts that no node follows any more.
    private var retired = Fifo<RunPart>()
    private(set) var ended = EndedParts()

    /// The graph, then the attached parts in the order in which they came.
    var parts: [RunPart] { living.values.sorted { $0.order < $1.order }.map(\.part) }

    /// A living part.
    func part(_ identity: ObjectIdentifier) -> RunPart? { living[identity]?.part }

    /// The part that a node follows.
    func part(followedBy place: PartPlace) -> RunPart? { followed[place.part]?[place.node] }

    mutating func add(_ part: RunPart) {
        living[part.identity] = (added, part)
        added += 1
        guard let place = part.follower?.place else { return }
        let former = followed[place.part, default: [:]].updateValue(part, forKey: place.node)
        if let former { retired.append(former) }
    }

    /// The next retired parts to check for their end: two for each new part, so that they do not pile up.
    mutating func takeRetired() -> [RunPart] {
        var parts: [RunPart] = []
        while parts.count < 2, let part = retired.popFirst() { parts.append(part) }
        return parts
    }

    /// Keeps a part that was checked and has not ended.
    mutating func keep(_ part: RunPart) { retired.append(part) }

    /// Releases a part that was checked and has ended.
    mutating func remove(_ part: RunPart, _ counts: EndedParts) {
        living[part.identity] = nil
        ended.add(counts)
        var lost = ended.forget(part.identity)
        lost.add(EndedPasses(lostIn: part))
        if let place = part.follower?.place, living[place.part] != nil {
            ended.add(EndedPasses(outOf: part), to: place)
        }
        if let heir = part.follower?.nearest(where: { living[$0.part] != nil }) { ended.add(lost, to: heir) }
        let orphans = followed.removeValue(forKey: part.identity) ?? [:]
        for (_, orphan) in orphans.sorted(by: { $0.key < $1.key }) { retired.append(orphan) }
    }
}
