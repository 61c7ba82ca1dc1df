/// A mailbox as one would draw it: what each operation does when nobody else is there.
struct MailboxModel {
    /// An operation and what it answered.
    enum Operation: Equatable {
        case offered(Int), full, refused
        case took(Int), foundEmpty, foundEnd
        case closed
        /// The two halves of a cancellation: what is held goes, then nothing more is accepted.
        case discarded, cancelled
    }

    let capacity: Int
    private var held: [Int] = []
    private var isClosed = false
    private var isCancelled = false

    init(capacity: Int) { self.capacity = capacity }

    /// Does the operation; false when a mailbox in this state would have answered otherwise.
    mutating func perform(_ operation: Operation) -> Bool {
        switch operation {
        case .offered(let element):
            guard held.count < capacity, !isCancelled, !isClosed else { return false }
            held.append(element)
        case .full: return held.count == capacity && !isCancelled
        case .refused: return isCancelled
        case .took(let element):
            guard held.first == element else { return false }
            held.removeFirst()
        case .foundEmpty: return held.isEmpty && !isClosed
        case .foundEnd: return held.isEmpty && isClosed
        case .closed: isClosed = true
        case .discarded: held = []
        case .cancelled: if !isClosed { isCancelled = true }
        }
        return true
    }
}
