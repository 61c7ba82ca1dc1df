/// The groups that were fed and have yet to be told, so that several elements of a group cost one wake. A value.
///
/// While upstream floods the node, a group is told when so many elements wait, or after so many of all groups, whichever is
/// first; and at once when the node finds no element to take. Nothing here delays an element that comes alone.
@usableFromInline
struct UntoldGroups {
    /// A node whose steps may handle fewer elements has slow closures, or few elements: it tells at once.
    @inlinable static var leastBudget: Int { 32 }
    /// How many elements a group gets before it is told.
    @inlinable static var most: Int { 8 }
    /// How many elements all groups get before every group is told.
    @inlinable static var mostOfAll: Int { 4_096 }

    /// How many elements were noted.
    @usableFromInline var total = 0
    @usableFromInline var groups: [Int] = []
    /// By group: how many elements it was not told of, or -1 if it is not in `groups`.
    @usableFromInline var counts: [Int] = []
    /// The total when the first of `groups` was fed.
    @usableFromInline var start = 0

    @inlinable
    init() {}

    /// Whether every group must be told now.
    @inlinable var isDue: Bool { !groups.isEmpty && total &- start >= Self.mostOfAll }

    /// Notes an element; true if its group must be told now.
    @inlinable
    mutating func feed(_ group: Int) -> Bool {
        while counts.count <= group { counts.append(-1) }
        if groups.isEmpty { start = total }
        total &+= 1
        if counts[group] < 0 {
            groups.append(group)
            counts[group] = 0
        }
        counts[group] &+= 1
        guard counts[group] == Self.most else { return false }
        counts[group] = 0
        return true
    }

    /// Forgets every group; calls `body` with each that was not told.
    @inlinable
    mutating func tellAll(_ body: (Int) -> Void) {
        for group in groups {
            if counts[group] > 0 { body(group) }
            counts[group] = -1
        }
        groups.removeAll(keepingCapacity: true)
    }
}
