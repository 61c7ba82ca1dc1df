/// The parts of a run that are still there, each with the node that follows it. A value.
///
/// A node follows one part at a time. The one before it is retired then; it may take its time to end, and is let go of after.
/// So are the parts that its own nodes follow. Every step is done in constant time for each part, whatever else lives.
struct PartRegister {
    private var living: [ObjectIdentifier: (order: Int, part: RunPart)] = [:]
    private var added = 0
    /// By the part of the node that follows it, and that node's number.
    private var followed: [ObjectIdentifier: [Int: RunPart]] = [:]
    /// Nobody follows these any more.
    private var retired = Fifo<RunPart>()
    private(set) var ended = EndedParts()

    /// The graph, then what was attached, in the order in which it came.
    var parts: [RunPart] { living.values.sorted { $0.order < $1.order }.map(\.part) }

    mutating func add(_ part: RunPart) {
        living[part.identity] = (added, part)
        added += 1
        guard let place = part.follower?.place else { return }
        let former = followed[place.part, default: [:]].updateValue(part, forKey: place.node)
        if let former { retired.append(former) }
    }

    /// The next parts to look at, whether they have ended: two for each one that comes, so that they do not pile up.
    mutating func takeRetired() -> [RunPart] {
        var parts: [RunPart] = []
        while parts.count < 2, let part = retired.popFirst() { parts.append(part) }
        return parts
    }

    /// Keeps a part that was looked at and has not ended.
    mutating func keep(_ part: RunPart) { retired.append(part) }

    /// Lets go of a part that was looked at and has ended.
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
