/// The order in which an async operator works on elements that have keys: of each key one at a time, in their order. A
/// value; every operation takes constant time.
@usableFromInline
struct KeyQueue<Element> {
    @usableFromInline
    struct Waiting {
        @usableFromInline let element: Element
        @usableFromInline let ticket: Int
        /// The key's next element, or -1.
        @usableFromInline var next = -1

        @inlinable
        init(_ element: Element, _ ticket: Int) {
            self.element = element
            self.ticket = ticket
        }
    }

    @usableFromInline let key: @Sendable (Element) -> Int
    @usableFromInline var waiting = Slab<Waiting>()
    /// For each key in work, the elements that wait for it: the first and the last, or -1.
    @usableFromInline var lines: [Int: (first: Int, last: Int)] = [:]
    /// The keys of the elements in work, by ticket.
    @usableFromInline var keys: [Int: Int] = [:]
    /// The elements whose turn has come.
    @usableFromInline var ready = Fifo<(Element, Int)>()

    @inlinable
    init(_ key: @escaping @Sendable (Element) -> Int) {
        self.key = key
    }

    /// How many elements wait.
    @inlinable var count: Int { waiting.count &+ ready.count }

    /// Whether an element may be worked on now; otherwise it waits.
    @inlinable
    mutating func admit(_ element: Element, _ ticket: Int) -> Bool {
        let key = key(element)
        guard let (first, last) = lines[key] else {
            lines[key] = (-1, -1)
            keys[ticket] = key
            return true
        }
        let slot = waiting.insert(Waiting(element, ticket))
        if last >= 0 { waiting[last].next = slot }
        lines[key] = (first < 0 ? slot : first, slot)
        return false
    }

    /// An element was answered: it is the turn of the key's next one.
    @inlinable
    mutating func answered(_ ticket: Int) {
        guard let key = keys.removeValue(forKey: ticket), let (first, last) = lines[key] else { return }
        if first < 0 {
            lines[key] = nil
            return
        }
        let next = waiting.remove(first)
        lines[key] = first == last ? (-1, -1) : (next.next, last)
        keys[next.ticket] = key
        ready.append((next.element, next.ticket))
    }
}

extension KeyQueue: Sendable where Element: Sendable {}
extension KeyQueue.Waiting: Sendable where Element: Sendable {}
