import Synchronization

/// The wakers of both ends of a mailbox, in the mailbox's own memory.
@safe struct MailboxWakers: ~Copyable {
    // SAFETY: written once, before the run starts. The fields are atomic only so that a read needs no exclusivity check
    // and no reference counting. They own their objects until the mailbox is freed.
    private let producer = unsafe Atomic<Unmanaged<ScheduleCell>?>(nil)
    private let consumer = unsafe Atomic<Unmanaged<ScheduleCell>?>(nil)
    private let readyPorts = unsafe Atomic<Unmanaged<ReadyPorts>?>(nil)
    private let port = Atomic<Int32>(0)
    private let isExit = Atomic<Bool>(false)

    init() {}

    deinit {
        unsafe producer.load(ordering: .relaxed)?.release()
        unsafe consumer.load(ordering: .relaxed)?.release()
        unsafe readyPorts.load(ordering: .relaxed)?.release()
    }

    /// Sets whom to wake; called once.
    func join(producer: Waker, consumer: Waker) {
        unsafe self.producer.store(.passRetained(producer.cell), ordering: .relaxed)
        unsafe self.consumer.store(.passRetained(consumer.cell), ordering: .relaxed)
        unsafe readyPorts.store(consumer.readyPorts.map { unsafe .passRetained($0) }, ordering: .relaxed)
        port.store(Int32(consumer.port), ordering: .relaxed)
        isExit.store(producer.isExit, ordering: .relaxed)
    }

    private var producerCell: CellReference {
        @inline(__always) get { unsafe CellReference(producer.load(ordering: .relaxed)!) }
    }

    private var consumerCell: CellReference {
        @inline(__always) get { unsafe CellReference(consumer.load(ordering: .relaxed)!) }
    }

    func notifyProducer(_ worker: WorkerHandle?) { producerCell.with { $0.notify(worker) } }

    /// Notifies the producer that nobody wants more, and tells the loop, which may have no other way to end.
    func cancelProducer(_ worker: WorkerHandle?) {
        notifyProducer(worker)
        guard isExit.load(ordering: .relaxed) else { return }
        producerCell.with { $0.region?.exitWasCancelled(worker) }
    }

    /// Shows the consumer an end and notifies it.
    ///
    /// The consumer counts as active in its loop from before it can see the end until it is notified: the loop must not
    /// end before the consumer has sent its last words about that end.
    func tellConsumer(_ worker: WorkerHandle?, _ show: () -> Void) {
        consumerCell.with { cell in
            cell.region?.enter(cell)
            show()
            notifyConsumer(worker)
            cell.region?.leave()
        }
    }

    /// How many elements the consumer may handle in one step.
    var consumerBudget: Int { consumerCell.with { $0.budget } }

    /// Cancels the tasks of the producing node, which has no other output: nobody wants what they work on.
    func cancelTasks() { producerCell.with { $0.scheduler.lanes.cancel(of: $0) } }

    /// Makes a step of the producer that is under way look again who wants its output.
    func interrupt() { producerCell.with { $0.scheduler.interruptOthers() } }

    func notifyConsumer(_ worker: WorkerHandle?) {
        if let ports = unsafe readyPorts.load(ordering: .relaxed) {
            unsafe ports._withUnsafeGuaranteedRef { $0.push(Int(port.load(ordering: .relaxed))) }
        }
        consumerCell.with { $0.notify(worker) }
    }
}
