import Synchronization

/// Whom a mailbox wakes at both ends, in the mailbox's own memory.
@safe struct MailboxWakers: ~Copyable {
    // SAFETY: written once, before the run starts. Atomic only to be read without exclusivity checks and without counting
    // references: these own what they point to until the mailbox is freed.
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

    /// Says whom to wake; once.
    func join(producer: Waker, consumer: Waker) {
        unsafe self.producer.store(.passRetained(producer.cell), ordering: .relaxed)
        unsafe self.consumer.store(.passRetained(consumer.cell), ordering: .relaxed)
        unsafe readyPorts.store(consumer.readyPorts.map { unsafe .passRetained($0) }, ordering: .relaxed)
        port.store(Int32(consumer.port), ordering: .relaxed)
        isExit.store(producer.isExit, ordering: .relaxed)
    }

    func notifyProducer(_ worker: WorkerHandle?) {
        unsafe producer.load(ordering: .relaxed)!._withUnsafeGuaranteedRef { $0.notify(worker) }
    }

    /// Nobody wants more: the producer hears of it, and the loop, which may have no other way out.
    func cancelProducer(_ worker: WorkerHandle?) {
        notifyProducer(worker)
        guard isExit.load(ordering: .relaxed) else { return }
        unsafe producer.load(ordering: .relaxed)!._withUnsafeGuaranteedRef { $0.region?.exitWasCancelled(worker) }
    }

    /// Shows the consumer an end and notifies it. From before the end can be seen until the consumer was told, it counts as
    /// active in its loop: what it has to say about that end, the loop must hear before it ends itself.
    func tellConsumer(_ worker: WorkerHandle?, _ show: () -> Void) {
        unsafe consumer.load(ordering: .relaxed)!._withUnsafeGuaranteedRef { cell in
            cell.region?.enter(cell)
            show()
            notifyConsumer(worker)
            cell.region?.leave()
        }
    }

    func notifyConsumer(_ worker: WorkerHandle?) {
        if let ports = unsafe readyPorts.load(ordering: .relaxed) {
            unsafe ports._withUnsafeGuaranteedRef { $0.push(Int(port.load(ordering: .relaxed))) }
        }
        unsafe consumer.load(ordering: .relaxed)!._withUnsafeGuaranteedRef { $0.notify(worker) }
    }
}
