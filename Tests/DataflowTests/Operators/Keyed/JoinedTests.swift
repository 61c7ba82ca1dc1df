import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("joined", .timeLimit(.minutes(5)))
struct JoinedTests {
    private struct Pair: Hashable, Comparable, Sendable {
        let left: Int
        let right: Int

        static func < (left: Pair, right: Pair) -> Bool { (left.left, left.right) < (right.left, right.right) }
    }

    private func joined(
        _ left: Flow<Event>, _ right: Flow<Event>, within: Int, outOfOrder: Int = 0, holding: Int = 10_000
    ) -> Flow<Pair> {
        left.joined(
            with: right, on: \.key, \.key, at: \.moment, \.moment, within: .seconds(within),
            outOfOrder: .seconds(outOfOrder), holding: holding
        ).map { Pair(left: $0.number, right: $1.number) }
    }

    /// Those that are not late.
    private func kept(_ events: [Event], _ outOfOrder: Int) -> [Event] {
        var latest = Int.min / 2
        return events.filter { event in
            latest = max(latest, event.time)
            return event.time >= latest - outOfOrder
        }
    }

    private func pairs(_ left: [Event], _ right: [Event], within: Int) -> [Pair] {
        left.flatMap { left in
            right.filter { $0.key == left.key && abs($0.time - left.time) <= within }
                .map { Pair(left: left.number, right: $0.number) }
        }.sorted()
    }

    @Test("K4 every pair of one key that is close enough comes once, however fast the flows are, late elements apart")
    func oracle() async throws {
        for seed in 0..<24 {
            let (within, outOfOrder) = (seed % 7, seed % 4 * 3)
            let left = Event.drawn(
                seed, count: 150, keys: 3, step: seed % 3, outOfOrder: outOfOrder, stray: seed % 2 * 20)
            let right = Event.drawn(
                seed + 1_000, count: 90, keys: 3, step: 2, outOfOrder: outOfOrder, stray: seed % 2 * 9)
            let expected = pairs(kept(left, outOfOrder), kept(right, outOfOrder), within: within)
            for capacity in [1, 7, 256] {
                let flow = joined(
                    Flow(left).capacity(capacity), Flow(right).capacity(1 + seed % 5), within: within,
                    outOfOrder: outOfOrder)
                #expect(try await flow.capacity(capacity).collect().run().sorted() == expected, "seed \(seed)")
            }
        }
    }

    @Test("K3 K4 elements are freed when no partner can come; those without one, and late ones, are counted as dropped")
    func freed() async throws {
        var side = JoinSide<Int, Int>(within: .seconds(5), outOfOrder: .zero)
        for time in 0..<10_000 {
            side.hold(time, time % 3, at: .seconds(time), hasPartner: time % 2 == 0)
            side.forget(before: .seconds(time))
            #expect(side.count <= 6 && side.ends.count <= 3 && side.slots.count <= 7)
        }
        side.forget(before: EventTime.end)
        #expect(side.count == 0 && side.ends.isEmpty && side.aloneCount == 0 && side.droppedCount == 5_000)
        let left = [(0, 0), (0, 3), (1, 20), (0, 2)].enumerated().map { Event(key: $1.0, time: $1.1, number: $0) }
        let right = [(0, 4), (0, 30)].enumerated().map { Event(key: $1.0, time: $1.1, number: $0) }
        let (pairs, snapshot) = try await runToEnd(
            Graph { joined(Flow(left), Flow(right), within: 2).collect() })
        #expect(pairs == [Pair(left: 1, right: 0)])
        // 0 and 2 of the left flow found no partner, 3 is late; 1 of the right flow found none.
        #expect(snapshot["joined"]?.dropped == 4)
    }

    @Test("it completes when one flow has and no element waits for the other, and cancels that")
    func completes() async throws {
        let log = Recorder<ProbeSource.Event>()
        let endless = Flow(source: ProbeSource(log: log)).capacity(2).map { Event(key: 0, time: $0, number: $0) }
        let left = [Event(key: 0, time: 5, number: 7)]
        #expect(try await joined(Flow(left), endless, within: 1).count().run() == 3)
        #expect(log.elements.last == .closed)
        #expect(try await joined(.empty(), .never(), within: 1).count().run() == 0)
    }

    @Test("a flow that is ahead waits for the other; when both hold as many as may, it fails")
    func holding() async throws {
        let probe = SourceProbe()
        let ahead = Flow<Int>.counting(probe: probe).capacity(1).map { Event(key: $0, time: $0, number: $0) }.capacity(
            1)
        try await Graph { joined(ahead, .never(), within: 5, holding: 10).ignore() }.run { run in
            try await run.comeToRest()
            #expect((10...16).contains(probe.pulls.value), "\(probe.pulls.value)")
            run.cancel()
        }
        let still = (0..<20).map { Event(key: $0, time: 0, number: $0) }
        let apart = still.map { Event(key: -1 - $0.key, time: 0, number: $0.number) }
        let sink = joined(Flow(still), Flow(apart), within: 5, holding: 10).ignore()
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TooManyWaiting == TooManyWaiting(limit: 10))
    }

    @Test("it fails with either flow, after the pairs so far")
    func failure() async throws {
        let events = (0..<9).map { Event(key: 0, time: $0, number: $0) }
        let failing = Flow(source: ProbeSource(0..<9, failing: TestFailure(number: 9))).named("failing").map {
            events[$0]
        }
        for isLeft in [true, false] {
            let seen = Recorder<Pair>()
            let flow = isLeft ? joined(failing, Flow(events), within: 0) : joined(Flow(events), failing, within: 0)
            let error = await #expect(throws: GraphError.self) { try await flow.forEach { seen.record($0) }.run() }
            #expect(error?.node == "failing")
            #expect(seen.elements.allSatisfy { $0.left == $0.right })
        }
    }

    @Test("a cancelled run discards, counted, what waits for a partner")
    func cancelled() async throws {
        let (left, right) = (TestSource<Event>(), TestSource<Event>())
        let flow = joined(left.flow, right.flow, within: 5)
        let outcome = try await Graph { flow.ignore() }.outcome { run in
            for number in 0..<3 { try await left.send(Event(key: number, time: 0, number: number)) }
            try await right.send(Event(key: 1, time: 0, number: 0))
            try await run.comeToRest()
            run.cancel()
        }
        #expect(outcome.snapshot.node("joined")?.discarded == 2)
    }

    @Test("intervals and limits that make no sense are found before the graph runs")
    func limits() {
        func count(_ within: Int, _ outOfOrder: Int, _ holding: Int) -> Int {
            problems(of: joined(.empty(), .empty(), within: within, outOfOrder: outOfOrder, holding: holding).ignore())
                .count
        }
        #expect(count(0, 0, 1) == 0)
        #expect(count(-1, 0, 1) == 1 && count(0, -1, 1) == 1 && count(0, 0, 0) == 1)
    }
}
