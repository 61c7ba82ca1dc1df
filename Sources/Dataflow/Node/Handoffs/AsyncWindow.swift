/// The elements that an async operator works on, and the results that may leave. A value.
///
/// In order, a result leaves when all results before it have left; unordered, as soon as it is there. The elements in
/// work and the results that wait never exceed the concurrency together.
@usableFromInline
struct AsyncWindow<Output> {
    /// Identifies an element in work; its result comes with the same number.
    @usableFromInline typealias Ticket = Int

    @usableFromInline let size: Int
    @usableFromInline let isOrdered: Bool
    @usableFromInline var first: Ticket = 0
    @usableFromInline var next: Ticket = 0
    /// In order: the waiting results, by ticket; a ring that grows with their distance from the first.
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

    /// Whether the operator may take another element.
    @inlinable var hasPlace: Bool { held < size }

    /// Whether no element is in work and no result waits to leave.
    @inlinable var isEmpty: Bool { held == 0 }

    @inlinable var held: Int { isOrdered ? next &- first : inWork &+ done.count }

    /// Adds an element that was taken; its ticket must be answered once.
    @inlinable
    mutating func elementTaken() -> Ticket {
        defer { next &+= 1 }
        inWork &+= 1
        return next
    }

    /// Stores the answer to an element.
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

    /// Removes an element whose answer may leave at once, because no earlier one must leave first: the caller sends the
    /// answer on and does not store it. False if the answer has to wait for its turn.
    @inlinable
    mutating func elementLeaves(_ ticket: Ticket) -> Bool {
        guard isOrdered ? ticket == first : done.isEmpty else { return false }
        inWork &-= 1
        if isOrdered { first &+= 1 }
        return true
    }

    /// Whether there is an answer that may leave next; it stays until ``popReady()``.
    @inlinable var hasReady: Bool {
        isOrdered ? first != next && slots[first & (slots.count &- 1)] != nil : !done.isEmpty
    }

    /// Removes the answer that may leave next.
    @inlinable
    mutating func popReady() -> SingleEmission<Output>? {
        guard isOrdered else { return done.popFirst() }
        guard hasReady else { return nil }
        defer { first &+= 1 }
        return slots[first & (slots.count &- 1)].take()
    }

    /// Doubles the ring; each waiting result keeps its ticket.
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
