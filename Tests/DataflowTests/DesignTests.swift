import Dataflow
import Testing

@Suite("What the design said people write", .timeLimit(.minutes(5)))
struct DesignTests {
    @Test("two paced flows merge")
    func merging() async throws {
        try await designMerge()
    }

    @Test("orders: parallel work, a split, a broadcast, typed results")
    func ordering() async throws {
        let ledger = Ledger()
        let (total, count) = try await designOrders(orders(12), ledger)
        #expect(total == 550)
        #expect(count == 12)
        #expect(await ledger.totals == [110, 120])
    }

    @Test("a run can be looked at until it ends, and drained then")
    func steering() async throws {
        let seen = Recorder<GraphSnapshot>()
        try await designSteering(Graph { Flow(0..<100).count() }) { seen.record($0) }
        #expect(seen.elements.last?.nodes.allSatisfy(\.hasEnded) == true)
    }

    @Test("a graph's builder takes if, else and for, and gives their values typed", arguments: [true, false])
    func builder(counting: Bool) async throws {
        let (all, count, sums, last) = try await designBuilder(Flow(1...3), counting: counting)
        #expect(all == [1, 2, 3])
        #expect(count == (counting ? 3 : nil))
        #expect(sums == [6, 12, 18])
        #expect(last == (counting ? 2 : 6))
    }

    @Test("inlets and emitting closures push, values pull")
    func doors() async throws {
        let (answers, elements) = try await designInlet()
        #expect(elements == [1, 2])
        guard case .accepted = answers[0], case .full = answers[1] else {
            Issue.record("\(answers)")
            return
        }
        #expect(try await designEmit() == [1, 2, 3])
    }

    @Test("catch, retry and onFailure")
    func recovery() async throws {
        let (caught, retried, skipped) = try await designRecovery()
        #expect(caught == [1, 2, 7, 8])
        #expect(retried == [1, 2, 1, 2])
        #expect(skipped == [1, 2, 4])
    }

    @Test("feedback, and a behavior of one's own")
    func own() async throws {
        #expect(try await designFeedback().sorted() == [1, 1])
        #expect(try await designTransform(Flow(1...2)) == ["1", "2"])
    }
}
