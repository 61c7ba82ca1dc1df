/// The elements that a hub keeps for its readers. A value, tested without any task.
///
/// The elements' positions count up from 0. A reader knows the position of the next element that it will take; each
/// element knows how many readers have yet to take it. So sending costs the same however many readers there are, and the
/// last reader of an element takes it out.
struct HubLog<Element> {
    private struct Slot {
        let element: Element
        var unread: Int
    }

    private let replay: Int
    private let policy: SlowReader
    private var slots = Fifo<Slot>()
    /// The position of the first element that is kept.
    private var first = 0
    private var readers = 0

    init(replay: Int, _ policy: SlowReader) {
        (self.replay, self.policy) = (replay, policy)
    }

    /// The position of the next element that is sent.
    var end: Int { first &+ slots.count }

    /// The newest element; it stays, for whoever asks.
    var latest: Element? { slots.isEmpty ? nil : slots[slots.count - 1].element }

    /// Whether the next element may be sent now.
    var hasRoom: Bool {
        guard case .wait(let ahead) = policy, slots.count >= ahead else { return true }
        return slots[slots.count - ahead].unread == 0
    }

    /// Adds an element; returns the one that is kept no longer, which must not be freed under the lock that guards this.
    mutating func append(_ element: Element) -> Element? {
        slots.append(Slot(element: element, unread: readers))
        guard slots.count > max(replay, policy.bound) || isDone else { return nil }
        return popFirst()
    }

    /// Adds a reader; returns the position of the oldest element that it gets.
    mutating func join() -> Int {
        readers += 1
        let missed = min(replay, slots.count)
        for offset in slots.count - missed..<slots.count { slots[offset].unread += 1 }
        return end &- missed
    }

    /// Removes a reader that has come so far; returns elements that must not be freed under the lock that guards this.
    mutating func leave(_ position: Int) -> [Element] {
        readers -= 1
        for offset in max(0, position &- first)..<slots.count { slots[offset].unread -= 1 }
        var garbage: [Element] = []
        while isDone { garbage.append(popFirst()) }
        return garbage
    }

    /// Gives a reader up to `limit` elements and moves its position; returns how many it has missed before them.
    mutating func take(_ position: inout Int, _ limit: Int, _ body: (Element) -> Void) -> Int {
        let missed = max(0, first &- position)
        position &+= missed
        for _ in 0..<min(limit, end &- position) {
            let offset = position &- first
            slots[offset].unread -= 1
            body(offset == 0 && isDone ? popFirst() : slots[offset].element)
            position &+= 1
        }
        return missed
    }

    /// Whether nobody will take the first element: all readers have, and it is not among those kept for later ones.
    private var isDone: Bool { slots.count > max(1, replay) && slots[0].unread == 0 }

    private mutating func popFirst() -> Element {
        first &+= 1
        return slots.popFirst()!.element
    }
}
