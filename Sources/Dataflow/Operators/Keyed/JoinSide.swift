/// The elements of one side of a join that may yet find a partner, by key, in the order in which they came. A value.
@usableFromInline
struct JoinSide<Key: Hashable & Sendable, Element: Sendable>: Sendable {
    @usableFromInline
    struct Held: Sendable {
        @usableFromInline let key: Key
        @usableFromInline let element: Element
        @usableFromInline let time: Moment
        @usableFromInline var hasPartner: Bool
        /// The key's elements just before and just after, or -1.
        @usableFromInline var older = -1
        @usableFromInline var newer = -1

        @inlinable
        init(_ key: Key, _ element: Element, _ time: Moment, hasPartner: Bool) {
            self.key = key
            self.element = element
            self.time = time
            self.hasPartner = hasPartner
        }
    }

    @usableFromInline let interval: Moment
    @usableFromInline var watermark: Watermark
    @usableFromInline var slots = Slab<Held>()
    @usableFromInline var ends: [Key: (oldest: Int, newest: Int)] = [:]
    @usableFromInline var due = DueQueue()
    /// How many of those that are held have no partner yet.
    @usableFromInline var aloneCount = 0
    /// How many have left, or came late, without a partner.
    @usableFromInline var droppedCount = 0

    @inlinable var count: Int { slots.count }

    @inlinable
    init(within interval: Duration, outOfOrder: Duration) {
        self.interval = interval.attoseconds
        watermark = Watermark(outOfOrder: outOfOrder)
    }

    @inlinable
    mutating func hold(_ element: Element, _ key: Key, at time: Moment, hasPartner: Bool) {
        let slot = slots.insert(Held(key, element, time, hasPartner: hasPartner))
        if !hasPartner { aloneCount &+= 1 }
        due.insert(slot, at: time + interval)
        guard let (oldest, newest) = ends[key] else {
            ends[key] = (slot, slot)
            return
        }
        slots[newest].newer = slot
        slots[slot].older = newest
        ends[key] = (oldest, slot)
    }

    /// The next element of a key that is a partner at a time: the first of the key, or the first behind `slot`.
    @inlinable
    func partner(_ key: Key, at time: Moment, after slot: Int? = nil) -> Int? {
        var place = slot.map { slots[$0].newer } ?? ends[key]?.oldest ?? -1
        while place >= 0 {
            let held = slots[place]
            if held.time <= time + interval, time <= held.time + interval { return place }
            place = held.newer
        }
        return nil
    }

    @inlinable
    mutating func join(_ slot: Int) -> Element {
        if !slots[slot].hasPartner {
            slots[slot].hasPartner = true
            aloneCount &-= 1
        }
        return slots[slot].element
    }

    /// Frees the elements for which no partner can come any more: the other side has come beyond their time.
    @inlinable
    mutating func forget(before watermark: Moment) {
        while let moment = due.earliest, moment < watermark, let slot = due.popFirst() { remove(slot) }
    }

    @inlinable
    mutating func remove(_ slot: Int) {
        let held = slots.remove(slot)
        if !held.hasPartner {
            aloneCount &-= 1
            droppedCount &+= 1
        }
        if held.older >= 0 { slots[held.older].newer = held.newer }
        if held.newer >= 0 { slots[held.newer].older = held.older }
        if held.older >= 0, held.newer >= 0 { return }
        guard let (oldest, newest) = ends[held.key] else { return }
        if oldest == newest {
            ends[held.key] = nil
        } else {
            ends[held.key] = (held.older < 0 ? held.newer : oldest, held.newer < 0 ? held.older : newest)
        }
    }
}
