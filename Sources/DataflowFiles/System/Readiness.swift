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

/// Who waits for which descriptor; a value.
struct ReadinessLine<Waiter> {
    private struct Place {
        let descriptor: Int32
        let readiness: Readiness
        let waiter: Waiter
    }

    private var places: [Int: Place] = [:]
    private var lastTicket = 0

    func contains(_ descriptor: Int32) -> Bool { places.values.contains { $0.descriptor == descriptor } }

    /// A number for one who will wait, or will have left before.
    mutating func ticket() -> Int {
        lastTicket += 1
        return lastTicket
    }

    mutating func enter(_ ticket: Int, _ waiter: Waiter, for readiness: Readiness, of descriptor: Int32) {
        places[ticket] = Place(descriptor: descriptor, readiness: readiness, waiter: waiter)
    }

    /// Takes somebody out of the line who is in it.
    mutating func leave(_ ticket: Int) -> Waiter? { places.removeValue(forKey: ticket)?.waiter }

    /// What to ask the system about, and who wants to know.
    func round() -> (tickets: [Int], polled: [pollfd]) {
        let places = Array(places)
        return (places.map(\.key), places.map { $0.value.readiness.polled($0.value.descriptor) })
    }
}
