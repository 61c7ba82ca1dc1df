/// The elements that a hub keeps for its readers. A value, tested without any task.
///
/// The elements' positions count up from 0. A reader knows the position of the next element that it will take; each
/// element knows how many readers stand at it. So sending costs the same however many readers there are, and taking a
/// chunk moves one reader, however many elements it takes. The last reader of an element takes it out.
@usableFromInline
struct HubLog<Element> {
    @usableFromInline
    struct Slot {
        @usableFromInline let element: Element
        /// How many readers take this element next.
        @usableFromInline var readers: Int

        @inlinable
        init(_ element: Element, readers: Int) {
            self.element = element
            self.readers = readers
        }
    }

    @usableFromInline let replay: Int
    /// How many elements the slowest reader may have unread before senders wait.
    @usableFromInline let ahead: Int
    /// The most elements that are kept.
    @usableFromInline let size: Int
    @usableFromInline var slots = Fifo<Slot>()
    /// The position of the first element that is kept.
    @usableFromInline var first = 0
    /// The position of the first element that a reader has yet to take; ``end`` if there is none.
    @usableFromInline var slowest = 0
    /// How many readers have taken every element.
    @usableFromInline var readersAtEnd = 0

    @usableFromInline
    init(replay: Int, _ policy: SlowReader) {
        self.replay = replay
        if case .wait(let ahead) = policy { self.ahead = ahead } else { ahead = .max }
        size = max(replay, policy.bound)
    }

    /// The position of the next element that is sent.
    @inlinable var end: Int { first &+ slots.count }

    /// The newest element; it stays, for whoever asks.
    @inlinable var latest: Element? { slots.isEmpty ? nil : slots[slots.count - 1].element }

    /// How many elements may be sent now.
    @inlinable var room: Int { ahead &- (end &- slowest) }

    /// Whether the next element may be sent now.
    @inlinable var hasRoom: Bool { room > 0 }

    /// Adds an element; returns the one that is kept no longer, which must not be freed under the lock that guards this.
    @inlinable
    mutating func append(_ element: Element) -> Element? {
        slots.append(Slot(element, readers: readersAtEnd))
        if readersAtEnd == 0, slowest == end &- 1 { slowest = end }
        readersAtEnd = 0
        return slots.count > size || isDone ? popFirst() : nil
    }

    /// Adds a reader; returns the position of the oldest element that it gets.
    @usableFromInline
    mutating func join() -> Int {
        let missed = min(replay, slots.count)
        let position = end &- missed
        place(1, at: position)
        slowest = min(slowest, position)
        return position
    }

    /// Removes a reader that has come so far; returns elements that must not be freed under the lock that guards this.
    @usableFromInline
    mutating func leave(_ position: Int) -> [Element] {
        place(-1, at: max(position, first))
        findSlowest()
        var garbage: [Element] = []
        while isDone { garbage.append(popFirst()) }
        return garbage
    }

    /// Gives a reader up to `limit` elements and moves its position; returns how many it has missed before them.
    @inlinable
    mutating func take(_ position: inout Int, _ limit: Int, _ body: (Element) -> Void) -> Int {
        let missed = max(0, first &- position)
        position &+= missed
        let count = min(limit, end &- position)
        guard count > 0 else { return missed }
        place(-1, at: position)
        place(1, at: position &+ count)
        findSlowest()
        for _ in 0..<count {
            body(first == position && isDone ? popFirst() : slots[position &- first].element)
            position &+= 1
        }
        return missed
    }

    /// Whether nobody will take the first element: all readers have, and it is not among those kept for later ones.
    @inlinable var isDone: Bool { slots.count > max(1, replay) && slowest > first }

    /// Readers who stood at it missed it, and stand at the next.
    @inlinable
    mutating func popFirst() -> Element {
        let slot = slots.popFirst()!
        first &+= 1
        if slot.readers > 0 { place(slot.readers, at: first) }
        slowest = max(slowest, first)
        return slot.element
    }

    /// Adds readers who take the element at a position next.
    @inlinable
    mutating func place(_ readers: Int, at position: Int) {
        if position == end { readersAtEnd &+= readers } else { slots[position &- first].readers &+= readers }
    }

    /// Looks on from the element that had the slowest reader; each element is passed once.
    @inlinable
    mutating func findSlowest() {
        while slowest < end, slots[slowest &- first].readers == 0 { slowest &+= 1 }
    }
}
