import Synchronization

/// Whom a mailbox wakes at one of its ends: a node's cell and, where the node has many ports, which port it was.
struct Door {
    let cell: ScheduleCell
    var readyPorts: ReadyPorts?
    var port = 0
    /// Whether it leads out of the loop that its node is in.
    var isExit = false
}

/// The two doors of a mailbox, in the mailbox's own memory.
struct MailboxEnds: ~Copyable {
    // SAFETY: written once, before the run starts. Atomic only to be read without exclusivity checks and without counting
    // references: these own what they point to until the mailbox is freed.
    private let producer = Atomic<Unmanaged<ScheduleCell>?>(nil)
    private let consumer = Atomic<Unmanaged<ScheduleCell>?>(nil)
    private let readyPorts = Atomic<Unmanaged<ReadyPorts>?>(nil)
    private let port = Atomic<Int32>(0)
    private let isExit = Atomic<Bool>(false)

    init() {}

    deinit {
        producer.load(ordering: .relaxed)?.release()
        consumer.load(ordering: .relaxed)?.release()
        readyPorts.load(ordering: .relaxed)?.release()
    }

    /// Says whom to wake; once.
    func join(producer: Door, consumer: Door) {
        self.producer.store(.passRetained(producer.cell), ordering: .relaxed)
        self.consumer.store(.passRetained(consumer.cell), ordering: .relaxed)
        readyPorts.store(consumer.readyPorts.map { .passRetained($0) }, ordering: .relaxed)
        port.store(Int32(consumer.port), ordering: .relaxed)
        isExit.store(producer.isExit, ordering: .relaxed)
    }

    func knockProducer(_ worker: WorkerHandle?) {
        producer.load(ordering: .relaxed)!._withUnsafeGuaranteedRef { $0.notify(worker) }
    }

    /// Nobody wants more: the producer hears of it, and the loop, which may have no other way out.
    func cancelProducer(_ worker: WorkerHandle?) {
        knockProducer(worker)
        guard isExit.load(ordering: .relaxed) else { return }
        producer.load(ordering: .relaxed)!._withUnsafeGuaranteedRef { $0.region?.exitWasCancelled(worker) }
    }

    /// Shows the consumer an end and knocks. From before the end can be seen until the consumer was told, it counts as
    /// active in its loop: what it has to say about that end, the loop must hear before it ends itself.
    func tellConsumer(_ worker: WorkerHandle?, _ show: () -> Void) {
        consumer.load(ordering: .relaxed)!._withUnsafeGuaranteedRef { cell in
            cell.region?.enter(cell)
            show()
            knockConsumer(worker)
            cell.region?.leave()
        }
    }

    func knockConsumer(_ worker: WorkerHandle?) {
        if let ports = readyPorts.load(ordering: .relaxed) {
            ports._withUnsafeGuaranteedRef { $0.push(Int(port.load(ordering: .relaxed))) }
        }
        consumer.load(ordering: .relaxed)!._withUnsafeGuaranteedRef { $0.notify(worker) }
    }
}
