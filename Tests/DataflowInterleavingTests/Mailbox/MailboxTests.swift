import Testing

@testable import Dataflow

extension Interleavings {
    @Suite("Mailbox")
    struct MailboxTests {
        static let plans = Extent.plans(
            [
                MailboxScene(capacity: 1, elements: 1),
                MailboxScene(capacity: 2, elements: 2, cancelsAfter: 0),
                MailboxScene(capacity: 2, elements: 2, cancelsAfter: 1),
                MailboxScene(capacity: 1, elements: 2, cancelsAfter: 1, isTimed: false),
                MailboxScene(capacity: 1, elements: 2, isTimed: false),
                MailboxScene(capacity: 2, elements: 2, isTimed: false),
                MailboxScene(capacity: 1, elements: 1, isSwept: true, isTimed: false),
                MailboxScene(capacity: 3, elements: 4, bound: 2),
                MailboxScene(capacity: 2, elements: 3, isSwept: true, bound: 2),
            ],
            full: [
                MailboxScene(capacity: 1, elements: 2, cancelsAfter: 1),
                MailboxScene(capacity: 2, elements: 2),
                MailboxScene(capacity: 3, elements: 3, isTimed: false),
                MailboxScene(capacity: 2, elements: 2, isSwept: true, isTimed: false, bound: 3),
            ])

        @Test("A mailbox is linearizable, loses no element and lets nobody wait for ever", arguments: plans)
        func sound(plan: MailboxScene) {
            plan.scene.explore(plan.bound.map(Strategy.bounded) ?? .reduced).check(plan.description)
        }

        static let bugs: [(Port.Type, MailboxScene, String)] = [
            (RestWithoutSecondLook.self, MailboxScene(elements: 2), "waits for ever"),
            (LookBeforeAnnouncing.self, MailboxScene(elements: 2), "waits for ever"),
            (FlagClearedLate.self, MailboxScene(elements: 3), "waits for ever"),
            (PublishBeforePut.self, MailboxScene(), "data race"),
            (ReleaseBeforeTake.self, MailboxScene(elements: 2), "data race"),
            (RelaxedPublish.self, MailboxScene(), "data race"),
            (EndOvertakesElement.self, MailboxScene(), "not linearizable"),
            (NotifyBeforeEnd.self, MailboxScene(), "waits for ever"),
            (CancelBeforeDiscarding.self, MailboxScene(capacity: 2, elements: 2, cancelsAfter: 0), "data race"),
        ]

        @Test("A planted bug is found, and its interleaving is told", arguments: bugs.indices)
        func planted(number: Int) throws {
            let (type, plan, problem) = Self.bugs[number]
            var broken = plan
            broken.makePort = { type.init($0) }
            let found = broken.scene.explore(.bounded(2), limit: 50_000)
            let failure = try #require(found.failure, "\(type) is not found in \(found.interleavings)")
            print("interleavings: \(type) found in number \(found.interleavings): \(failure.problems)")
            #expect(failure.problems.first?.contains(problem) == true, "\(failure)")
            #expect(failure.steps.count >= failure.choices.count)
        }
    }
}

extension MailboxScene: CustomStringConvertible {
    var description: String {
        let sweep = isSwept ? ", swept" : ""
        let cancel = cancelsAfter.map { ", cancelled after \($0)" } ?? ""
        return "mailbox of \(capacity), \(elements) sent\(cancel)\(sweep)\(isTimed ? "" : ", untimed")"
            + (bound.map { ", up to \($0) preemptions" } ?? "")
    }
}
