/// What a change of a hub leads to, after the hub's lock is released: who is told. A value, whatever the hub's elements.
@usableFromInline
struct HubNews {
    /// Nodes that waited; each counted as external meanwhile.
    var cells = Few<ScheduleCell>()
    /// The same: many readers that waited for the same element.
    var readers: [ScheduleCell] = []
    /// Tasks whose elements were accepted.
    var admitted = Few<Suspension<HubSending>>()

    @usableFromInline
    init() {}

    @usableFromInline var isEmpty: Bool { cells.isEmpty && readers.isEmpty && admitted.isEmpty }

    /// Tells them.
    ///
    /// - Parameters:
    ///   - worker: the worker whose step has changed the hub, if one did.
    ///   - scheduler: the worker's.
    func tell(_ worker: WorkerHandle?, of scheduler: Scheduler?) {
        admitted.forEach { $0.resume(returning: .sent) }
        cells.forEach { Self.tell($0, worker, scheduler) }
        for cell in readers { Self.tell(cell, worker, scheduler) }
    }

    private static func tell(_ cell: ScheduleCell, _ worker: WorkerHandle?, _ scheduler: Scheduler?) {
        let own = cell.scheduler === scheduler ? worker : nil
        cell.notify(own)
        cell.endExternal(own, isPassive: true)
    }
}

/// What became of an element that was sent to a hub.
@usableFromInline
enum HubSending {
    case sent
    /// The sending task was cancelled while it waited.
    case withdrawn
    /// The hub has ended.
    case closed
}

/// How a hub has ended.
@usableFromInline
enum HubClosing {
    case finished
    case failed(any Error)
}
