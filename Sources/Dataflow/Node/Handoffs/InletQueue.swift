/// The elements inside an inlet, and the senders that wait outside: a value, tested without any task.
///
/// Senders that find it full wait in order, each with its element. Free places go to them first.
@usableFromInline
struct InletQueue<Element, Sender> {
    /// Why nothing more is accepted.
    @usableFromInline
    enum Closing {
        case finished
        case failed(any Error)
        /// The run that the inlet fed has ended, with this cause.
        case refused(CancellationCause)
    }

    /// A waiting sender, with its element.
    @usableFromInline typealias Waiting = (sender: Sender, element: Element)

    @usableFromInline let capacity: Int
    @usableFromInline var elements: Fifo<Element>
    @usableFromInline var senders = WaitingLine<Waiting>()
    @usableFromInline var closing: Closing?
    private var nextID = 0

    init(capacity: Int) {
        self.capacity = capacity
        elements = Fifo(minimumCapacity: min(capacity, 16))
    }

    @inlinable var isEmpty: Bool { elements.isEmpty && senders.isEmpty }
    var count: Int { elements.count }

    /// Accepts an element if there is room and no sender waits for it.
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

    /// Adds a sender that waits until its element is taken; only while open, after ``offer(_:)`` refused.
    mutating func wait(_ id: Int, _ sender: Sender, _ element: Element) {
        senders.join(id, (sender, element))
    }

    /// Removes a sender that gives up, if it still waits.
    mutating func withdraw(_ id: Int) -> Waiting? { senders.leave(id) }

    /// Takes up to `limit` elements; returns the senders whose elements were accepted in their place.
    @inlinable
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

    /// Accepts nothing more; accepted elements stay. The first closing stays.
    /// - Returns: the senders that waited, with their elements, which must not be freed under the lock that guards
    ///   this.
    mutating func close(_ closing: Closing) -> [Waiting] {
        guard self.closing == nil else { return [] }
        self.closing = closing
        return senders.popAll()
    }

    /// Returns the elements that nobody will take; they must not be freed under the lock that guards this.
    mutating func discard() -> Fifo<Element> {
        defer { elements = Fifo() }
        return elements
    }
}
