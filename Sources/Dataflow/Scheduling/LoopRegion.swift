import Synchronization

/// The nodes of one loop, watched so that the loop can end once nothing moves in it any more.
///
/// A merge of a source and its own feedback would wait for itself for ever. When no node of the region is queued,
/// running or awaiting something outside, an entry of the loop is notified and finds out whether the loop has run dry:
/// everything that led into it has ended, and no mailbox in it holds an element.
@usableFromInline
final class LoopRegion: @unchecked Sendable {
    // SAFETY: the four are written once, before the run starts. None of them owns a cell or a mailbox: those own this.
    private var entries: [Entry] = []
    /// Whether every mailbox between two nodes of the loop is empty.
    var isEmptyInside: () -> Bool = { true }
    /// Whether every mailbox that leads into the loop has ended and is empty.
    var areEntrancesClosed: () -> Bool = { true }

    /// Whether nothing outside of the loop wants what comes out of it any more.
    var isUnwanted: () -> Bool = { false }

    private let active = Atomic<Int>(0)
    private let changed = Atomic<Bool>(false)

    /// A node where what goes round comes in again.
    private struct Entry {
        let id: ObjectIdentifier
        weak var cell: ScheduleCell?
    }

    init() {}

    /// Names the nodes where what goes round comes in again; before the run starts.
    func enterBy(_ cells: [ScheduleCell]) {
        entries = cells.map { Entry(id: ObjectIdentifier($0), cell: $0) }
    }

    /// A node of the region is about to be scheduled, to await something outside, or to be shown an end.
    func enter(_ cell: ScheduleCell) {
        active.add(1, ordering: .sequentiallyConsistent)
        let id = ObjectIdentifier(cell)
        if !entries.contains(where: { $0.id == id }) { changed.store(true, ordering: .sequentiallyConsistent) }
    }

    /// Somebody else has scheduled the node meanwhile. An entry that has looked since has seen one too many: it looks again.
    func enteredInVain() {
        changed.store(true, ordering: .sequentiallyConsistent)
        leave()
    }

    /// A node of the region went idle, ended, or got what it awaited.
    func leave() {
        let before = active.subtract(1, ordering: .sequentiallyConsistent).oldValue
        guard before == 1, changed.exchange(false, ordering: .sequentiallyConsistent) else { return }
        for entry in entries {
            if let cell = entry.cell, !cell.hasEnded { return cell.notify(nil) }
        }
    }

    /// Nobody takes what comes out here: if nobody takes anything, the loop's entries let go of it.
    func exitWasCancelled(_ worker: WorkerHandle?) {
        guard isUnwanted() else { return }
        for entry in entries { entry.cell?.notify(worker) }
    }

    /// Whether the loop can end; asked by an entry in its own step.
    ///
    /// The order matters: once nothing can enter and nobody but the asker is active, what is empty stays empty. Who has seen
    /// an entrance closed sees its reader as active until that has been told, and has stepped, and has put its last words
    /// into a mailbox.
    @usableFromInline
    var hasRunDry: Bool {
        areEntrancesClosed() && active.load(ordering: .sequentiallyConsistent) <= 1 && isEmptyInside()
    }
}
