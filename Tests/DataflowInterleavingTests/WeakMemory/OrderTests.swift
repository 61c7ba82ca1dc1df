import Testing

@testable import Dataflow

/// A promise of a declared memory order that the engine relies on, and the scene that goes wrong without it.
struct NeededOrder: CustomStringConvertible {
    let access: Orders.Change
    let scene: String

    init(_ file: String, _ function: String, _ kind: AtomicAccess.Kind, _ promises: AccessOrder, _ scene: String) {
        access = Orders.Change(file: "\(file).swift", function: function, kind: kind, lacks: promises)
        self.scene = scene
    }

    var description: String { "\(access.file) \(access.function) \(access.kind) without \(access.lacks.names)" }
}

extension NeededOrder {
    private static let mailbox = "mailbox of 1, 2 sent, untimed"
    private static let cancelledMailbox = "mailbox of 2, 2 sent, cancelled after 1, untimed"

    /// One planted fault for each.
    static let all = mailboxes + scheduling

    private static let mailboxes = [
        NeededOrder("AnyMailbox+Ledger", "isConsumerWaiting", .load, .total, mailbox),
        NeededOrder("ProducerSide", "isFull", .load, .total, mailbox),
        NeededOrder("MailboxWriter", "refreshRoom(_:)", .load, .acquiring, mailbox),
        NeededOrder("MailboxWriter", "show(upTo:)", .store, .total, mailbox),
        NeededOrder("MailboxWriter", "show(upTo:)", .store, .releasing, mailbox),
        NeededOrder("MailboxWriter", "showEarly(upTo:)", .store, .releasing, "late output"),
        NeededOrder("ProducerSide", "restProducer(while:)", .store, .total, mailbox),
        NeededOrder("ProducerSide", "show(_:)", .store, .total, mailbox),
        NeededOrder("AnyMailbox", "isCancelled", .load, .total, "mailbox of 1, 4 sent, cancelled after 1, untimed"),
        NeededOrder("AnyMailbox", "isCancelled", .load, [.total, .acquiring], cancelledMailbox),
        NeededOrder(
            "ConsumerSide", "cancel(_:_:)", .store, .total, "mailbox of 1, 4 sent, cancelled after 1, untimed"),
        NeededOrder("ConsumerSide", "isEmpty", .load, .total, mailbox),
        NeededOrder("MailboxReader", "refreshAvailable(_:)", .load, .acquiring, mailbox),
        NeededOrder("MailboxReader", "giveBack(_:)", .store, .total, mailbox),
        NeededOrder("MailboxReader", "giveBack(_:)", .store, .releasing, mailbox),
        NeededOrder("ConsumerSide", "announceConsumer()", .store, .total, mailbox),
        NeededOrder("ConsumerSide", "cancel(_:_:)", .store, [.total, .releasing], cancelledMailbox),
        NeededOrder("AnyMailbox+Ledger", "reap()", .load, [.total, .acquiring], cancelledMailbox),
        NeededOrder("ReadyPorts", "take(into:)", .load, [.total, .acquiring], "loop of two nodes"),
        NeededOrder("ReadyPorts", "push(_:)", .update, .releasing, "ports, 2 of 2 producers"),
        NeededOrder("ReadyPorts", "take(into:)", .update, [.acquiring, .releasing], "ports, 2 of 2 producers"),
        NeededOrder("ReadyPorts", "take(into:)", .store, .releasing, "ports, 2 of 2 producers"),
    ]

    private static let scheduling = [
        NeededOrder("ScheduleCell", "claim()", .load, .total, "cell, 2 notifiers"),
        NeededOrder("ScheduleCell", "beginStep()", .store, .total, "cell, 2 notifiers"),
        NeededOrder("ScheduleCell", "move(_:to:)", .update, .releasing, "cell, 2 workers"),
        NeededOrder("ScheduleCell", "move(_:to:)", .update, [.total, .acquiring], "cell, 2 workers"),
        NeededOrder("ReadyQueue", "isEmpty", .load, .total, "scheduler, 1 worker"),
        NeededOrder("AtomicAccess", "atomicMemoryFence(ordering:)", .fence, .total, "scheduler, 1 worker"),
        NeededOrder("Scheduler", "enter(_:mayRest:)", .update, .total, "scheduler, 1 worker"),
        NeededOrder("Scheduler", "enter(_:mayRest:)", .load, .total, "scheduler, 1 worker, stalling"),
        NeededOrder("SpinLock", "lock()", .lock, .acquiring, "lock"),
        NeededOrder("SpinLock", "unlock()", .store, .releasing, "lock"),
    ]
}

extension Interleavings {
    @Suite("The declared orders")
    struct OrderTests {
        @Test("What the engine relies on is missed where it is not declared", arguments: NeededOrder.all)
        func needed(order: NeededOrder) throws {
            let scene = try #require(WeakScene.all.first { $0.name == order.scene })
            let found = scene.explore(orders: Orders([order.access]))
            let failure = try #require(found.failure, "\(order) is not noticed in \(found.interleavings)")
            print("interleavings: \(order) found in number \(found.interleavings): \(failure.problems)")
        }

        @Test("What each order is needed for", .enabled(if: Extent.weighsOrders))
        func survey() {
            let survey = OrderSurvey(scenes: WeakScene.all, changes: [])
            for (site, scenes) in survey.sites() where site.file.hasPrefix("Dataflow/\(Extent.weighed)") {
                for trial in survey.trials(site, scenes) { print(trial) }
            }
        }
    }
}

extension OrderSurvey.Trial: CustomStringConvertible {
    /// A row of the table in `Docs/Decisions/0017`.
    var description: String {
        let place = "\(site.file.dropFirst("Dataflow/".count)):\(site.line) `\(site.function)` \(site.kind)"
        let verdict = noticed.map { "\($0.scene): \($0.problem)" } ?? "not noticed by \(scenes) scenes"
        return "| \(place) | \(site.order.subtracting(order).names) | \(verdict) |"
    }
}

extension AccessOrder {
    fileprivate var names: String {
        let names = [(AccessOrder.total, "total order"), (.acquiring, "acquiring"), (.releasing, "releasing")]
        return names.filter { contains($0.0) }.map(\.1).joined(separator: ", ")
    }
}
