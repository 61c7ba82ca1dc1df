import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("Hub", .timeLimit(.minutes(5)))
struct HubTests {
    /// Runs readers of a hub beside what `feed` does once all of them read.
    private func read(
        _ hub: Hub<Int>, readers: Int = 2, parallelism: Int = 2,
        feed: @escaping @Sendable (Hub<Int>) async throws -> Void
    ) async throws -> [[Int]] {
        let graph = Graph { for _ in 0..<readers { Flow(hub).collect() } }
        return try await graph.run(parallelism: parallelism) { run in
            try await feed(hub)
            return try await run.value
        }
    }

    @Test("every reader gets every element that is sent from the run's start on, in order", arguments: [1, 2])
    func all(parallelism: Int) async throws {
        let got = try await read(Hub(), readers: 3, parallelism: parallelism) { hub in
            for number in 0..<1_000 { try await hub.send(number) }
            hub.finish()
        }
        #expect(got == Array(repeating: Array(0..<1_000), count: 3))
    }

    @Test("a reader that comes late gets the last elements, then what follows: none twice, none left out")
    func late() async throws {
        let hub = Hub<Int>(replay: 2)
        for number in 0..<5 { #expect(try hub.trySend(number)) }
        let got = try await read(hub) { hub in
            try await hub.send(5)
            hub.finish()
        }
        #expect(got == [[3, 4, 5], [3, 4, 5]])
        let afterTheEnd = try await Flow(hub).collect().run()
        #expect(afterTheEnd == [4, 5], "one that comes after the end gets the last elements and the end")
    }

    @Test("a flow is published to runs that read at other speeds; senders wait for the slowest", arguments: [1, 2])
    func published(parallelism: Int) async throws {
        let hub = Hub<Int>(slow: .wait(ahead: 3))
        let graph = Graph {
            Flow(hub).capacity(1).map { await handedBack($0) }.collect()
            Flow(hub).collect()
            Flow(0..<500).publish(to: hub)
        }
        let (slow, fast, _) = try await graph.run(parallelism: parallelism)
        #expect(slow == Array(0..<500))
        #expect(fast == Array(0..<500))
    }

    @Test("a sender waits while a reader has too many unread, and hears when it is cancelled meanwhile")
    func waits() async throws {
        let (hub, gate) = (Hub<Int>(slow: .wait(ahead: 1)), DataflowProbes.Gate())
        let flow = Flow(hub).capacity(1).map { (number: Int) async throws -> Int in
            try await gate.wait()
            return number
        }.capacity(1)
        let (got, sent) = try await Graph { flow.collect() }.run { run in
            try await hub.send(0)
            await gate.arrived(1)
            let sent = Recorder<Int>()
            let sender = Task {
                for number in 1..<100 {
                    try await hub.send(number)
                    sent.record(number)
                }
            }
            // One in the closure, one before it, one in the hub; the sender waits with the next.
            try await sent.elements(atLeast: 2)
            sender.cancel()
            await #expect(throws: CancellationError.self) { try await sender.value }
            gate.open()
            hub.finish()
            return (try await run.value, sent.count)
        }
        #expect(sent < 10)
        #expect(got == Array(0...sent))
    }

    @Test("a failure reaches every reader after the elements before it, also one that comes late")
    func failure() async throws {
        let hub = Hub<Int>(replay: 1)
        let graph = Graph { Flow(hub).map { $0 }.catch { _ in .just(-1) }.collect() }
        let got = try await graph.run { run in
            try await hub.send(1)
            hub.fail(Boom())
            return try await run.value
        }
        #expect(got == [1, -1])
        await #expect(throws: GraphError.self) { try await Flow(hub).collect().run() }
        await #expect(throws: HubClosed.self) { try await hub.send(2) }
    }

    @Test("a failed flow fails the hub that it publishes to, and a cancelled one lets its readers fail")
    func publisherFails() async throws {
        let hub = Hub<Int>()
        let reader = Graph { Flow(hub).collect() }
        await #expect(throws: GraphError.self) {
            try await reader.run { run in
                _ = try? await Flow<Int>.failing(Boom()).publish(to: hub).run()
                return try await run.value
            }
        }
        let other = Hub<Int>()
        await #expect(throws: GraphError.self) {
            try await Graph { Flow(other).collect() }.run { run in
                try? await Graph { Flow<Int>.never().publish(to: other) }.run { $0.cancel() }
                return try await run.value
            }
        }
    }

    @Test("several flows publish to a hub that none of them ends")
    func several() async throws {
        let got = try await read(Hub(), readers: 1) { hub in
            try await Graph {
                Flow(0..<100).publish(to: hub, endsHub: false)
                Flow(100..<200).publish(to: hub, endsHub: false)
            }.run()
            hub.finish()
        }
        #expect(got[0].sorted() == Array(0..<200))
        #expect(got[0].filter { $0 < 100 } == Array(0..<100))
    }

    @Test("a reader that leaves touches nobody else, and lets waiting senders go on")
    func leaving() async throws {
        let hub = Hub<Int>(slow: .wait(ahead: 1))
        let graph = Graph {
            Flow(hub).capacity(1).prefix(2).collect()
            Flow(hub).collect()
        }
        let (few, all) = try await graph.run { run in
            for number in 0..<100 { try await hub.send(number) }
            hub.finish()
            return try await run.value
        }
        #expect(few == [0, 1])
        #expect(all == Array(0..<100))
    }

    @Test("a reader that may lose elements gets fresh ones, and counts those that it missed")
    func lossy() async throws {
        let (hub, valve) = (Hub<Int>(slow: .dropOldest(keeping: 2)), Valve())
        let flow = Flow(hub).map { (number: Int) async throws -> Int in
            try await valve.pass()
            return number
        }
        let graph = Graph { flow.collect() }
        let (got, dropped) = try await graph.run { run in
            try await hub.send(0)
            await settle { valve.arrivals == 1 }
            for number in 1..<100 { #expect(try hub.trySend(number)) }
            hub.finish()
            valve.openForGood()
            let value = try await run.value
            return (value, run.snapshot().nodes.map(\.dropped).reduce(0, +))
        }
        #expect(got.first == 0)
        #expect(got.last == 99)
        #expect(got.count + dropped == 100)
        #expect(got.count <= 5, "one in the closure, one each in two mailboxes, two in the hub: \(got)")
    }

    @Test("a reader that is let go fails, and the others do not")
    func letGo() async throws {
        let (hub, gate) = (Hub<Int>(slow: .letGo(behind: 4)), DataflowProbes.Gate())
        let slow = Flow(hub).capacity(1).map { (number: Int) async throws -> Int in
            try await gate.wait()
            return number
        }.capacity(1)
        let failure = Recorder<String>()
        let graph = Graph {
            slow.catch { error in
                failure.record("\(error)")
                return .empty()
            }.collect()
        }
        _ = try await graph.run { run in
            for number in 0..<100 { #expect(try hub.trySend(number)) }
            gate.open()
            hub.finish()
            return try await run.value
        }
        #expect(failure.elements.count == 1)
        #expect(failure.elements[0].contains("more than 4 elements unread"))
    }

    @Test("a drained reader delivers what was sent before, and ends")
    func drained() async throws {
        let hub = Hub<Int>()
        let got = try await Graph { Flow(hub).collect() }.run { run in
            for number in 0..<10 { try await hub.send(number) }
            try await run.drain()
            return try await run.value
        }
        #expect(got == Array(0..<10))
    }

    @Test("values read a hub; leaving the loop leaves the hub")
    func values() async throws {
        let hub = Hub<Int>(replay: 8)
        for number in 0..<4 { _ = try hub.trySend(number) }
        var got: [Int] = []
        for try await number in hub.values {
            got.append(number)
            if number == 2 { break }
        }
        #expect(got == [0, 1, 2])
        #expect(hub.latest == 3)
    }

    @Test("a replay or a bound that makes no sense is found when the graph is validated")
    func findings() async throws {
        for hub in [Hub<Int>(replay: -1), Hub<Int>(slow: .wait(ahead: 0)), Hub<Int>(slow: .dropOldest(keeping: 0))] {
            await #expect(throws: InvalidGraph.self) { try await Flow(hub).collect().run() }
        }
    }

    @Test("under any schedule every reader gets every element")
    func schedules() async throws {
        try await explore(seeds: 0..<200) { _ in
            let hub = Hub<Int>(slow: .wait(ahead: 2))
            let (first, second, _) = try await Graph {
                Flow(hub).capacity(1).collect()
                Flow(hub).capacity(2).map { await handedBack($0) }.collect()
                Flow(0..<6).publish(to: hub)
            }.run()
            #expect(first == Array(0..<6))
            #expect(second == Array(0..<6))
        }
    }
}
