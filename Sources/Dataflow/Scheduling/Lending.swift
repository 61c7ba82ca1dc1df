import Synchronization

/// Tells whether somebody outside may, and should, lend a thread to a run.
///
/// Only if its steps have been quick for a while: on a thread that is lent, a closure that takes long holds up whoever lent
/// it. So a run earns loans, and loses them with the first slice that takes long. And only if elements come one at a time:
/// a worker of the pool handles those of a burst together, while the sender sends the next.
@usableFromInline
final class Lending: Sendable {
    /// So many quick slices in a row are enough.
    static let enough = 16

    /// So many loans in a row, each sooner after the one before than ``burst``, are one burst, unless a reader takes
    /// something meanwhile.
    static let mostUnpaid = 8
    /// In nanoseconds: about what it costs to wake a worker of the pool.
    static let burst: Int64 = 4_000

    /// What a quick slice takes at most, in nanoseconds: ten times what it costs to wake a worker of the pool.
    private let quick: Int64
    private let quickSlices = Atomic<Int>(0)
    private let unpaid = Atomic<Int>(0)
    private let lastAsked = Atomic<Int64>(0)

    init(quick: Int64 = 50_000) { self.quick = quick }

    var isEarned: Bool { quickSlices.load(ordering: .relaxed) >= Self.enough }

    /// Notes for how many nanoseconds a worker has stepped before it found no more to do. Of two workers that note
    /// something at once, one may be forgotten.
    func note(_ nanoseconds: Int64) {
        let count = quickSlices.load(ordering: .relaxed)
        if nanoseconds > quick {
            lose()
        } else if count < Self.enough {
            quickSlices.store(count + 1, ordering: .relaxed)
        }
    }

    /// Whether a loan costs less than to wake a worker; called each time that one could be made.
    func isWorthwhile(now: Int64) -> Bool {
        let isSoon = now - lastAsked.load(ordering: .relaxed) < Self.burst
        lastAsked.store(now, ordering: .relaxed)
        let count = isSoon ? unpaid.load(ordering: .relaxed) + 1 : 0
        unpaid.store(count, ordering: .relaxed)
        return count < Self.mostUnpaid
    }

    /// A reader outside has taken an element: who sends waits for that, and is no burst.
    @usableFromInline
    func repay() { unpaid.store(0, ordering: .relaxed) }

    func lose() { quickSlices.store(0, ordering: .relaxed) }
}
