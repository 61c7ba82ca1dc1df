#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What a task waits for at a descriptor.
enum Readiness: Sendable {
    case reading
    case writing

    private var events: Int16 { self == .reading ? Int16(POLLIN) : Int16(POLLOUT) }

    func polled(_ descriptor: Int32) -> pollfd { pollfd(fd: descriptor, events: events, revents: 0) }

    /// Whether a call would not wait now: there is room, something to read, an end, or an error to hear of.
    func isThere(_ descriptor: Int32) -> Bool {
        var polled = polled(descriptor)
        // SAFETY: the system writes into a variable that lives as long as the call.
        return (try? uninterrupted { unsafe poll(&polled, 1, 0) }) != 0
    }
}

/// What somebody waits for, whose ticket has a number.
struct ReadinessWish: Sendable, Hashable {
    let ticket: Int
    let readiness: Readiness
    let descriptor: Int32

    var polled: pollfd { readiness.polled(descriptor) }
}

/// Who waits for which descriptor; a value.
struct ReadinessLine<Waiter> {
    private var places: [Int: (wish: ReadinessWish, waiter: Waiter)] = [:]
    private var lastTicket = 0

    /// What everybody waits for.
    var wishes: [ReadinessWish] { places.values.map(\.wish) }

    /// A number for one who will wait, or will have left before.
    mutating func ticket() -> Int {
        lastTicket += 1
        return lastTicket
    }

    mutating func enter(_ wish: ReadinessWish, _ waiter: Waiter) { places[wish.ticket] = (wish, waiter) }

    /// Takes somebody out of the line who is in it.
    mutating func leave(_ ticket: Int) -> Waiter? { places.removeValue(forKey: ticket)?.waiter }
}
