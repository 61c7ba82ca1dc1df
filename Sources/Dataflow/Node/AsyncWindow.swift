/// Which elements of an async operator are being worked on, and which results may leave: a value.
///
/// Ordered, a result leaves when all before it have left; unordered, as soon as it is there. Elements in work and results
/// that wait together never exceed the concurrency.
@usableFromInline
struct AsyncWindow<Output> {
    /// One element in work; results are handed in under the same number.
    typealias Ticket = Int

    private let size: Int
    private let isOrdered: Bool
    private var first: Ticket = 0
    private var next: Ticket = 0
    /// Ordered: the results by ticket, in a ring of `size`.
    private var slots: [Emission<Output>?]
    /// Unordered: the results that wait to leave.
    private var done: Fifo<Emission<Output>>
    private(set) var inWork = 0

    @usableFromInline
    init(size: Int, isOrdered: Bool) {
        self.size = size
        self.isOrdered = isOrdered
        slots = isOrdered ? Array(repeating: nil, count: size) : []
        done = Fifo(minimumCapacity: isOrdered ? 1 : size)
    }

    /// Whether another element may be taken.
    var hasPlace: Bool { held < size }

    /// Whether nothing is in work and nothing waits to leave.
    var isEmpty: Bool { held == 0 }

    private var held: Int { isOrdered ? next - first : inWork + done.count }

    /// An element was taken; it must be answered once.
    mutating func elementTaken() -> Ticket {
        defer { next += 1 }
        inWork += 1
        return next
    }

    /// The answer to an element.
    mutating func elementDone(_ ticket: Ticket, _ emission: Emission<Output>) {
        inWork -= 1
        if isOrdered {
            slots[ticket % size] = emission
        } else {
            done.append(emission)
        }
    }

    /// The answer that may leave next, which stays until ``popReady()``.
    var hasReady: Bool {
        isOrdered ? first < next && slots[first % size] != nil : !done.isEmpty
    }

    /// Takes out the answer that may leave next.
    mutating func popReady() -> Emission<Output>? {
        guard isOrdered else { return done.popFirst() }
        guard hasReady else { return nil }
        defer { first += 1 }
        return slots[first % size].take()
    }
}
