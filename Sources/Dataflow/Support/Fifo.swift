/// A first-in, first-out queue that grows by doubling; it does not allocate while its elements fit.
@usableFromInline
struct Fifo<Element> {
    @usableFromInline var slots: [Element?]
    @usableFromInline var first = 0
    @usableFromInline var count = 0

    /// - Parameter minimumCapacity: how many elements the queue takes without growing, up to 65,536.
    @inlinable
    init(minimumCapacity: Int = 8) {
        var size = 8
        while size < minimumCapacity, size < 1 << 16 { size *= 2 }
        slots = Array(repeating: nil, count: size)
    }

    @inlinable var isEmpty: Bool { count == 0 }

    /// The element that was appended first.
    @inlinable var front: Element? { slots[first] }

    @inlinable
    mutating func append(_ element: Element) {
        if count == slots.count { grow() }
        slots[(first + count) & (slots.count - 1)] = element
        count += 1
    }

    @inlinable
    mutating func popFirst() -> Element? {
        guard count > 0 else { return nil }
        let element = slots[first].take()
        first = (first + 1) & (slots.count - 1)
        count -= 1
        return element
    }

    /// The element that stands `offset` places behind the first.
    @inlinable
    subscript(offset: Int) -> Element {
        get { slots[(first + offset) & (slots.count - 1)]! }
        _modify { yield &slots[(first + offset) & (slots.count - 1)]! }
    }

    @inlinable
    mutating func removeAll() {
        while popFirst() != nil {}
    }

    @usableFromInline
    mutating func grow() {
        var larger: [Element?] = []
        larger.reserveCapacity(slots.count * 2)
        for offset in 0..<count { larger.append(slots[(first + offset) & (slots.count - 1)]) }
        larger.append(contentsOf: repeatElement(nil, count: slots.count * 2 - count))
        slots = larger
        first = 0
    }
}

extension Fifo: Sendable where Element: Sendable {}
