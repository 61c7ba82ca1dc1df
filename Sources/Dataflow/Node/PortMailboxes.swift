/// The mailboxes at a node's inputs or outputs, by port; the only one of a plain node needs no array.
@usableFromInline
package enum PortMailboxes: RandomAccessCollection, Sendable {
    case none
    case one(AnyMailbox)
    case many([AnyMailbox])

    @usableFromInline
    init(_ mailboxes: [AnyMailbox]) {
        self.init(count: mailboxes.count) { mailboxes[$0] }
    }

    @usableFromInline
    init(count: Int, at port: (Int) -> AnyMailbox) {
        switch count {
        case 0: self = .none
        case 1: self = .one(port(0))
        default: self = .many((0..<count).map(port))
        }
    }

    @inlinable package var startIndex: Int { 0 }

    @inlinable
    package var endIndex: Int {
        switch self {
        case .none: 0
        case .one: 1
        case .many(let mailboxes): mailboxes.count
        }
    }

    @inlinable
    package subscript(port: Int) -> AnyMailbox {
        switch self {
        case .many(let mailboxes): return mailboxes[port]
        case .one(let mailbox) where port == 0: return mailbox
        case .none, .one: preconditionFailure("a node has no such port")
        }
    }
}
