/// What a hub does about a reader that falls behind.
public enum SlowReader: Sendable, Equatable {
    /// Senders wait while a reader has this many elements unread; nothing is lost. A reader that takes nothing holds up
    /// everybody.
    case wait(ahead: Int)
    /// A reader that has more than this many elements unread loses the oldest of them; they count as dropped at its node.
    case dropOldest(keeping: Int)
    /// A reader gets the newest element when it asks; those that it missed count as dropped at its node.
    case keepNewest
    /// A reader that has more than this many elements unread fails with ``HubReaderTooSlow``.
    case letGo(behind: Int)

    /// How many elements a reader may have unread.
    var bound: Int {
        switch self {
        case .wait(let count), .dropOldest(let count), .letGo(let count): count
        case .keepNewest: 1
        }
    }

    /// Whether readers lose elements: then they get one only when they ask, so that it is fresh.
    @usableFromInline var isLossy: Bool {
        switch self {
        case .dropOldest, .keepNewest: true
        case .wait, .letGo: false
        }
    }

    /// The same within the limits of a bound: for hubs that are built although they will not be read.
    var clamped: SlowReader {
        let bound = Limits.capacity.clamp(bound)
        return switch self {
        case .wait: .wait(ahead: bound)
        case .dropOldest: .dropOldest(keeping: bound)
        case .keepNewest: .keepNewest
        case .letGo: .letGo(behind: bound)
        }
    }
}
