/// Thrown to a sender whose hub was finished or has failed.
public struct HubClosed: Error, CustomStringConvertible {
    @usableFromInline
    init() {}

    public var description: String {
        "the hub was finished or has failed; send before finish() or fail(_:), say endsHub: false where several flows publish "
            + "to it, or make another hub."
    }
}

/// Thrown to a reader that fell too far behind its hub.
public struct HubReaderTooSlow: Error, CustomStringConvertible {
    /// How many elements the reader has missed.
    public let missed: Int
    /// How many it could have had unread.
    public let bound: Int

    public var description: String {
        "a reader of a hub had more than \(bound) elements unread and missed \(missed): give the hub a larger bound, "
            + "let senders wait (.wait), or let it lose what is old (.dropOldest, .keepNewest)."
    }
}
