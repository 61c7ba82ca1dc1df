import Synchronization

/// Tells everyone who reads that nothing more is to be read.
///
/// Draining a run stops its sources; the brake also stops in the middle of a file, however large it is.
final class Brake: Sendable {
    private let pulled = Atomic(false)

    var isPulled: Bool { pulled.load(ordering: .relaxed) }

    func pull() {
        pulled.store(true, ordering: .relaxed)
    }
}
