import Testing

@testable import Dataflow

@Suite("Mailbox", .serialized)
struct MailboxTests {
    @Test(
        "Every interleaving is linearizable",
        arguments: [
            MailboxScene(capacity: 1, elements: 1, isTimed: false),
            MailboxScene(capacity: 1, elements: 1),
            MailboxScene(capacity: 1, elements: 2, isTimed: false),
            MailboxScene(capacity: 1, elements: 2),
            MailboxScene(capacity: 2, elements: 2, isTimed: false),
            MailboxScene(capacity: 1, elements: 2, cancelsAfter: 1, isTimed: false),
            MailboxScene(capacity: 1, elements: 1, isSwept: true, isTimed: false),
        ])
    func sound(plan: MailboxScene) {
        let found = plan.scene.explore(limit: 20_000)
        #expect(found.failure == nil)
    }
}
