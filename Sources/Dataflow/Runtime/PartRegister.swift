/// The living parts of a run, each with the node that follows it. A value.
///
/// A node that recovers follows one part at a time. When it follows a new one, the one before is retired. A retired part
/// may take its time to end; then it is released, with the parts that its own nodes follow. A node that nests follows many
/// parts at once, and releases each when it has ended: until then the node itself has not ended. Every operation takes
/// constant time for each part, however many parts live.
struct PartRegister {
    private var living: [ObjectIdentifier: (order: Int, part: RunPart)] = [:]
    private var added = 0
    /// By the part and the number of the node that follows one part at a time.
    private var followed: [ObjectIdentifier: [Int: RunPart]] = [:]
    /// Parts that no node follows any more.
    private var retired = Fifo<RunPart>()
    /// How many of them lost their follower with its part since the last check.
    private var orphanCount = 0
    private(set) var ended = EndedParts()

    /// The graph, then the attached parts in the order in which they came.
    var parts: [RunPart] { living.values.sorted { $0.order < $1.order }.map(\.part) }

    /// The same in no order.
    var unordered: [RunPart] { living.values.map(\.part) }

    /// A living part.
    func part(_ identity: ObjectIdentifier) -> RunPart? { living[identity]?.part }

    /// The part that a node follows which follows one at a time.
    func part(followedBy place: PartPlace) -> RunPart? { followed[place.part]?[place.node] }

    mutating func add(_ part: RunPart) {
        living[part.identity] = (added, part)
        added += 1
        guard let follower = part.follower, follower.isAlone else { return }
        let place = follower.place
        let former = followed[place.part, default: [:]].updateValue(part, forKey: place.node)
        if let former { retired.append(former) }
    }

    /// The next retired parts to check for their end: two for each new part, and one for each that lost its follower, so
    /// that they do not pile up.
    mutating func takeRetired() -> [RunPart] {
        if retired.isEmpty { return [] }
        let due = 2 + orphanCount
        orphanCount = 0
        var parts: [RunPart] = []
        while parts.count < due, let part = retired.popFirst() { parts.append(part) }
        return parts
    }

    /// Keeps a part that was checked and has not ended.
    mutating func keep(_ part: RunPart) { retired.append(part) }

    /// Releases a part that was checked and has ended; true if parts have lost their follower with it.
    @discardableResult
    mutating func remove(_ part: RunPart, _ counts: EndedParts) -> Bool {
        living[part.identity] = nil
        ended.add(counts)
        var lost = ended.forget(part.identity)
        lost.add(EndedPasses(lostIn: part))
        if let place = part.follower?.place, living[place.part] != nil {
            lost.add(EndedPasses(outOf: part))
            ended.add(lost, to: place)
        } else if let heir = part.follower?.nearest(where: { living[$0.part] != nil }) {
            ended.add(lost, to: heir)
        }
        if followed.isEmpty { return false }
        let orphans = followed.removeValue(forKey: part.identity) ?? [:]
        for (_, orphan) in orphans.sorted(by: { $0.key < $1.key }) { retired.append(orphan) }
        orphanCount += orphans.count
        return !orphans.isEmpty
    }
}
