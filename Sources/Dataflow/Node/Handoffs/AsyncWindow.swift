/// Which elements of an async operator are being worked on, and which results may leave: a value.
///
/// Ordered, a result leaves when all before it have left; unordered, as soon as it is there. Elements in work and results
/// that wait together never exceed the concurrency.
@usableFromInline
struct AsyncWindow<Output> {
    /// One element in work; results are handed in under the same number.
    @usableFromInline typealias Ticket = Int

    @usableFromInline let size: Int
    @usableFromInline let isOrdered: Bool
    @usableFromInline var first: Ticket = 0
    @usableFromInline var next: Ticket = 0
    /// Ordered: the results that wait, by ticket; a ring that grows with how far they are ahead of the first.
    @usableFromInline var slots: [SingleEmission<Output>?]
    /// Unordered: the results that wait to leave.
    @usableFromInline var done: Fifo<SingleEmission<Output>>
    @usableFromInline var inWork = 0

    @inlinable
    init(size: Int, isOrdered: Bool) {
        self.size = size
        self.isOrdered = isOrdered
        slots = isOrdered ? [nil] : []
        done = Fifo()
    }

    /// Whether another element may be taken.
    @inlinable var hasPlace: Bool { held < size }

    /// Whether nothing is in work and nothing waits to leave.
    @inlinable var isEmpty: Bool { held == 0 }

    @inlinable var held: Int { isOrdered ? next &- first : inWork &+ done.count }

    /// An element was taken; it must be answered once.
    @inlinable
    mutating func elementTaken() -> Ticket {
        defer { next &+= 1 }
        inWork &+= 1
        return next
    }

    /// The answer to an element.
    @inlinable
    mutating func elementDone(_ ticket: Ticket, _ emission: SingleEmission<Output>) {
        inWork &-= 1
        if isOrdered {
            while ticket &- first >= slots.count { growSlots() }
            slots[ticket & (slots.count &- 1)] = emission
        } else {
            done.append(emission)
        }
    }

    /// The answer to an element that may leave at once, because none that must leave before it is left: it is handed on
    /// instead of being kept. False when it has to wait its turn.
    @inlinable
    mutating func elementLeaves(_ ticket: Ticket) -> Bool {
        guard isOrdered ? ticket == first : done.isEmpty else { return false }
        inWork &-= 1
        if isOrdered { first &+= 1 }
        return true
    }

    /// The answer that may leave next, which stays until ``popReady()``.
    @inlinable var hasReady: Bool {
        isOrdered ? first != next && slots[first & (slots.count &- 1)] != nil : !done.isEmpty
    }

    /// Takes out the answer that may leave next.
    @inlinable
    mutating func popReady() -> SingleEmission<Output>? {
        guard isOrdered else { return done.popFirst() }
        guard hasReady else { return nil }
        defer { first &+= 1 }
        return slots[first & (slots.count &- 1)].take()
    }

    /// Doubles the ring; each result that waits keeps its ticket.
    @usableFromInline
    mutating func growSlots() {
        var larger: [SingleEmission<Output>?] = Array(repeating: nil, count: slots.count * 2)
        for offset in slots.indices {
            let ticket = first &+ offset
            larger[ticket & (larger.count &- 1)] = slots[ticket & (slots.count &- 1)]
        }
        slots = larger
    }
}
