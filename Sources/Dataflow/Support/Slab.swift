/// Elements with numbers that stay theirs until they are removed; a number that is free is given to the next. A value; every
/// operation takes constant time.
@usableFromInline
struct Slab<Element> {
    @usableFromInline var slots: [Element?] = []
    @usableFromInline var free: [Int] = []

    @inlinable
    init() {}

    @inlinable var count: Int { slots.count &- free.count }

    @inlinable
    mutating func insert(_ element: Element) -> Int {
        guard let number = free.popLast() else {
            slots.append(element)
            return slots.count &- 1
        }
        slots[number] = element
        return number
    }

    /// The element with a number, which must be there.
    @inlinable
    subscript(number: Int) -> Element {
        get { slots[number]! }
        _modify { yield &slots[number]! }
    }

    /// Takes out the element with a number, which must be there.
    @inlinable
    mutating func remove(_ number: Int) -> Element {
        free.append(number)
        return slots[number].take()!
    }
}

extension Slab: Sendable where Element: Sendable {}
