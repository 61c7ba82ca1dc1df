import Synchronization

/// The nodes of one loop, watched so that the loop can end once nothing moves in it any more.
///
/// A merge of a source and its own feedback would wait for itself for ever. When no node of the region is queued, is
/// running or awaits something external, an entry of the loop is notified and finds out whether the loop has run dry:
/// every mailbox that leads into it has ended, and no mailbox inside holds an element.
@usableFromInline
final class LoopRegion: @unchecked Sendable {
    // SAFETY: these four are written once, before the run starts. None of them owns a cell or a mailbox: those own the
    // region.
    private var entries: [Entry] = []
    /// Whether every mailbox between two nodes of the loop is empty.
    var isEmptyInside: () -> Bool = { true }
    /// Whether every mailbox that leads into the loop has ended and is empty.
    var areEntrancesClosed: () -> Bool = { true }

    /// Whether nothing outside of the loop wants its output any more.
    var isUnwanted: () -> Bool = { false }

    private let active = Atomic<Int>(0)
    private let changed = Atomic<Bool>(false)

    /// A node where the loop's own elements come in again.
    private struct Entry {
        let id: ObjectIdentifier
        weak var cell: ScheduleCell?
    }

    init() {}

    /// Sets the nodes where the loop's own elements come in again; called before the run starts.
    func enterBy(_ cells: [ScheduleCell]) {
        entries = cells.map { Entry(id: ObjectIdentifier($0), cell: $0) }
    }

    /// Counts a node of the region as active: it will be scheduled, await something external, or be shown an end.
    func enter(_ cell: ScheduleCell) {
        active.add(1, ordering: .sequentiallyConsistent)
        let id = ObjectIdentifier(cell)
        if !entries.contains(where: { $0.id == id }) { changed.store(true, ordering: .sequentiallyConsistent) }
    }

    /// Takes an `enter` back, because another thread has scheduled the node meanwhile. An entry that looked in between
    /// counted one node too many, so it must look again.
    func enteredInVain() {
        changed.store(true, ordering: .sequentiallyConsistent)
        leave()
    }

    /// Counts a node of the region as no longer active: it went idle, ended, or got what it awaited.
    func leave() {
        let before = active.subtract(1, ordering: .sequentiallyConsistent).oldValue
        guard before == 1, changed.exchange(false, ordering: .sequentiallyConsistent) else { return }
        for entry in entries {
            if let cell = entry.cell, !cell.hasEnded { return cell.notify(nil) }
        }
    }

    /// The consumer of one exit wants no more. If this holds for all exits, the loop's entries end the loop.
    func exitWasCancelled(_ worker: WorkerHandle?) {
        guard isUnwanted() else { return }
        for entry in entries { entry.cell?.notify(worker) }
    }

    /// Whether the loop can end; asked by an entry in its own step.
    ///
    /// The order of the looks matters. Once nothing can enter and only the asking entry is active, an empty mailbox
    /// stays empty. An entrance that looks closed keeps its reader active until the reader was notified, has stepped,
    /// and has put its last words into a mailbox.
    @usableFromInline
    var hasRunDry: Bool {
        areEntrancesClosed() && active.load(ordering: .sequentiallyConsistent) <= 1 && isEmptyInside()
    }
}
