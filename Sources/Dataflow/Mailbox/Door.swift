/// Whom a mailbox wakes at one of its ends: a node's cell and, where the node has many ports, which port it was.
struct Door {
    let cell: ScheduleCell
    var readyPorts: ReadyPorts?
    var port = 0
    /// The loop that this door leads out of, for a producer inside of it.
    var exitOf: LoopRegion?
}

/// The two doors of a mailbox.
final class MailboxEnds {
    // SAFETY: written once, before the run starts. The memory is reached without exclusivity checks, and the doors'
    // objects without counting references: this object owns them.
    private let doors: UnsafeMutablePointer<Door>
    private var isJoined = false

    init() {
        doors = .allocate(capacity: 2)
    }

    deinit {
        if isJoined { doors.deinitialize(count: 2) }
        doors.deallocate()
    }

    func join(producer: Door, consumer: Door) {
        doors.initialize(to: producer)
        (doors + 1).initialize(to: consumer)
        isJoined = true
    }

    func knockProducer(_ worker: Worker?) { Self.knock(doors, worker) }
    /// Nobody wants more: the producer hears of it, and the loop, which may have no other way out.
    func cancelProducer(_ worker: Worker?) {
        knockProducer(worker)
        doors.pointee.exitOf?.exitWasCancelled(worker)
    }

    func knockConsumer(_ worker: Worker?) { Self.knock(doors + 1, worker) }

    private static func knock(_ door: UnsafeMutablePointer<Door>, _ worker: Worker?) {
        if door.pointee.readyPorts != nil {
            Unmanaged.passUnretained(door.pointee.readyPorts.unsafelyUnwrapped)
                ._withUnsafeGuaranteedRef { $0.push(door.pointee.port) }
        }
        Unmanaged.passUnretained(door.pointee.cell)._withUnsafeGuaranteedRef { $0.notify(worker) }
    }
}
