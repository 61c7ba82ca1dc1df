/// What waits inside an inlet, and who waits outside: a value, tested without any task.
///
/// Senders that found it full wait in order; each brings its element along, and room that comes free is theirs first.
@usableFromInline
struct InletQueue<Element, Sender> {
    /// Why nothing more is accepted.
    @usableFromInline
    enum Closing {
        case finished
        case failed(any Error)
        /// The run that it fed has ended, with this cause.
        case refused(CancellationCause)
    }

    /// A sender that waits, with what it wants to send.
    @usableFromInline typealias Waiting = (sender: Sender, element: Element)

    @usableFromInline let capacity: Int
    @usableFromInline var elements: Fifo<Element>
    @usableFromInline var senders = WaitingLine<Waiting>()
    @usableFromInline private(set) var closing: Closing?
    private var nextID = 0

    init(capacity: Int) {
        self.capacity = capacity
        elements = Fifo(minimumCapacity: min(capacity, 16))
    }

    var isEmpty: Bool { elements.isEmpty && senders.isEmpty }
    var count: Int { elements.count }

    /// Accepts an element if there is room and nobody waits for it.
    @inlinable
    mutating func offer(_ element: Element) -> Bool {
        guard closing == nil, elements.count < capacity, senders.isEmpty else { return false }
        elements.append(element)
        return true
    }

    mutating func reserveID() -> Int {
        nextID &+= 1
        return nextID
    }

    /// A sender waits until its element is taken; only after ``offer(_:)`` refused, while open.
    mutating func wait(_ id: Int, _ sender: Sender, _ element: Element) {
        senders.join(id, (sender, element))
    }

    /// A sender gives up, if it still waits.
    mutating func withdraw(_ id: Int) -> Waiting? { senders.leave(id) }

    /// Takes out up to `limit` elements, and the senders whose elements came in for them.
    mutating func take(_ limit: Int, _ body: (Element) -> Void) -> [Sender] {
        var taken = 0
        var released: [Sender] = []
        while taken < limit, let element = elements.popFirst() {
            body(element)
            taken += 1
            if let (sender, element) = senders.popFirst() {
                elements.append(element)
                released.append(sender)
            }
        }
        return released
    }

    /// Accepts nothing more; what was accepted stays. The first closing stays.
    /// - Returns: the senders that waited, with their elements, which must not die under the lock that guards this.
    mutating func close(_ closing: Closing) -> [Waiting] {
        guard self.closing == nil else { return [] }
        self.closing = closing
        return senders.popAll()
    }

    /// Gives away what nobody will take any more; it must not die under the lock that guards this.
    mutating func discard() -> Fifo<Element> {
        defer { elements = Fifo() }
        return elements
    }
}
