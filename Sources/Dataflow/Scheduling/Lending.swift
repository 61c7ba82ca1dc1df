import Synchronization

/// Tells whether somebody outside may lend a thread to a run: only if its steps have been quick for a while.
///
/// On a thread that is lent, a closure that takes long holds up whoever lent it. So a run earns loans, and loses them with
/// the first slice that takes long.
final class Lending: Sendable {
    /// So many quick slices in a row are enough.
    static let enough = 16

    /// What a quick slice takes at most, in nanoseconds: ten times what it costs to wake a worker of the pool.
    private let quick: Int64
    private let quickSlices = Atomic<Int>(0)

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

    func lose() { quickSlices.store(0, ordering: .relaxed) }
}
