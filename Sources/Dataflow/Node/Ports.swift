/// The sides at a node's inputs or outputs, by port; a node with only one needs no array.
@usableFromInline
package enum Ports<Side: PortSide>: RandomAccessCollection, Sendable {
    case none
    case one(Side)
    case many([Side])

    init(_ mailboxes: [AnyMailbox]) {
        self.init(count: mailboxes.count) { mailboxes[$0] }
    }

    init(count: Int, at port: (Int) -> AnyMailbox) {
        switch count {
        case 0: self = .none
        case 1: self = .one(Side(port(0)))
        default: self = .many((0..<count).map { Side(port($0)) })
        }
    }

    @inlinable package var startIndex: Int { 0 }

    @inlinable
    package var endIndex: Int {
        switch self {
        case .none: 0
        case .one: 1
        case .many(let sides): sides.count
        }
    }

    @inlinable
    package subscript(port: Int) -> Side {
        switch self {
        case .many(let sides): return sides[port]
        case .one(let side) where port == 0: return side
        case .none, .one: preconditionFailure("a node has no such port")
        }
    }
}

/// A side of a mailbox for any type of element: what stands at a port.
@usableFromInline
package protocol PortSide: MailboxSide {
    init(_ mailbox: AnyMailbox)
}

extension ConsumerEnd: PortSide {}
extension ProducerEnd: PortSide {}
