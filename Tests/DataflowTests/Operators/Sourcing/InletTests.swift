import Dataflow
import DataflowProbes
import Testing

@Suite("inlet", .timeLimit(.minutes(5)))
struct InletTests {
    private let sent = Recorder<Int>()

    private func name(_ answer: InletAnswer) -> String {
        switch answer {
        case .accepted: "accepted"
        case .full: "full"
        case .closed(let closed): "closed: \(name(closed))"
        }
    }

    private func name(_ closed: InletClosed) -> String {
        switch closed.reason {
        case .finished: "finished"
        case .runEnded(.finished): "run finished"
        case .runEnded(.failed(let error)): "run failed: \(error)"
        case .runEnded(.cancelled): "run cancelled"
        }
    }

    /// Sends in a task of its own, which has either sent or waits when this returns.
    private func sending(_ element: Int, to inlet: Inlet<Int>, _ line: HandExecutor) -> Task<Void, any Error> {
        let sent = sent
        let task = Task(executorPreference: line) {
            try await inlet.send(element)
            sent.record(element)
        }
        line.run()
        return task
    }

    @Test("send waits while the inlet is full, and senders that wait are served in order")
    func waits() async throws {
        let inlet = Inlet<Int>(capacity: 2)
        let line = HandExecutor()
        for number in 1...5 { _ = sending(number, to: inlet, line) }
        #expect(sent.elements == [1, 2])
        let seen = Recorder<Int>()
        async let end: Void = Flow(inlet).forEach { seen.record($0) }.run()
        try await seen.elements(atLeast: 5)
        await settle {
            line.run()
            return sent.count == 5
        }
        inlet.finish()
        try await end
        #expect(seen.elements == [1, 2, 3, 4, 5])
        #expect(sent.elements == [1, 2, 3, 4, 5])
    }

    @Test("trySend answers accepted, full, and closed with the reason")
    func answers() async throws {
        let inlet = Inlet<Int>(capacity: 2)
        #expect([1, 2, 3].map { name(inlet.trySend($0)) } == ["accepted", "accepted", "full"])
        inlet.finish()
        #expect(name(inlet.trySend(4)) == "closed: finished")
        let error = await #expect(throws: InletClosed.self) { try await inlet.send(5) }
        #expect(error.map(name) == "finished")
        #expect(try await Flow(inlet).collect().run() == [1, 2])
        #expect(name(inlet.trySend(6)) == "closed: finished")
    }

    @Test("finish delivers what the inlet holds; the first ending stays")
    func finishes() async throws {
        let inlet = Inlet<Int>(capacity: 300)
        for number in 0..<300 { _ = inlet.trySend(number) }
        inlet.finish()
        inlet.fail(TestFailure())
        let (elements, snapshot) = try await runToEnd(Graph { Flow(inlet).capacity(3).collect() })
        #expect(elements == Array(0..<300))
        #expect(snapshot.isConserved)
    }

    @Test("fail delivers what the inlet holds, then the flow fails")
    func fails() async throws {
        let inlet = Inlet<Int>(capacity: 300)
        for number in 0..<300 { _ = inlet.trySend(number) }
        inlet.fail(TestFailure(number: 2))
        inlet.finish()
        #expect(name(inlet.trySend(0)) == "closed: finished")
        let seen = Recorder<Int>()
        let sink = Flow(inlet).named("door").capacity(3).forEach { seen.record($0) }
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 2))
        #expect(error?.node == "door")
        #expect(seen.elements == Array(0..<300))
    }

    @Test("finishing closes the line: senders that wait get InletClosed, and their elements are not sent")
    func finishWithSenders() async throws {
        let inlet = Inlet<Int>(capacity: 1)
        let line = HandExecutor()
        let tasks = (1...3).map { sending($0, to: inlet, line) }
        #expect(sent.elements == [1])
        inlet.finish()
        line.run()
        for task in tasks.dropFirst() {
            let error = await #expect(throws: InletClosed.self) { try await task.value }
            #expect(error.map(name) == "finished")
        }
        #expect(try await Flow(inlet).collect().run() == [1])
    }

    @Test("senders of a run that was cancelled get InletClosed with the cause, one that waits too")
    func cancelledRun() async throws {
        let inlet = Inlet<Int>(capacity: 1)
        let hand = HandSink<Int>()
        let refused = Recorder<String>()
        let sender = Task {
            do {
                for number in 0... { try await inlet.send(number) }
            } catch let closed as InletClosed {
                refused.record(name(closed))
            }
        }
        try await Graph { hand.sink(Flow(inlet).capacity(1)) }.run { run in
            await settle { hand.isHolding && run.snapshot().isBlocked && name(inlet.trySend(-1)) == "full" }
            run.cancel()
            try await sender.value
            await #expect(throws: CancellationError.self) { try await run.value }
        }
        #expect(refused.elements == ["run cancelled"])
        #expect(name(inlet.trySend(0)) == "closed: run cancelled")
    }

    @Test("a run that has enough, or has failed, closes the inlet with that cause")
    func endedRun() async throws {
        let enough = Inlet<Int>()
        _ = enough.trySend(1)
        #expect(try await Flow(enough).prefix(1).collect().run() == [1])
        #expect(name(enough.trySend(2)) == "closed: run finished")
        let failed = Inlet<Int>()
        _ = failed.trySend(1)
        let sink = Flow(failed).map { throw TestFailure(number: $0) }.ignore()
        await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(name(failed.trySend(2)).hasPrefix("closed: run failed: "))
    }

    @Test("a sender that is cancelled while it waits throws CancellationError, and its element is not sent")
    func cancelledSender() async throws {
        let inlet = Inlet<Int>(capacity: 1)
        let line = HandExecutor()
        let tasks = (1...3).map { sending($0, to: inlet, line) }
        #expect(sent.elements == [1])
        tasks[1].cancel()
        line.run()
        await #expect(throws: CancellationError.self) { try await tasks[1].value }
        let seen = Recorder<Int>()
        async let end: Void = Flow(inlet).forEach { seen.record($0) }.run()
        #expect(try await seen.elements(atLeast: 2) == [1, 3])
        inlet.finish()
        try await end
        line.run()
        try await tasks[2].value
        #expect(seen.elements == [1, 3])
        #expect(sent.elements == [1, 3])
    }

    @Test("of eight senders at once nothing is lost, and each keeps its order", arguments: [1, 64])
    func manySenders(capacity: Int) async throws {
        let inlet = Inlet<Int>(capacity: capacity)
        async let result = Flow(inlet).capacity(2).collect().run()
        try await withThrowingTaskGroup { group in
            for sender in 0..<8 {
                group.addTask { for number in 0..<250 { try await inlet.send(sender * 1_000 + number) } }
            }
            try await group.waitForAll()
        }
        inlet.finish()
        let elements = try await result
        #expect(elements.count == 2_000)
        for sender in 0..<8 {
            #expect(elements.filter { $0 / 1_000 == sender } == (0..<250).map { sender * 1_000 + $0 })
        }
    }

    @Test("a second run of a graph with an inlet is a finding, whether the first still runs or not")
    func secondRun() async throws {
        let inlet = Inlet<Int>()
        let graph = Graph("doors") { Flow(inlet).named("door").collect() }
        let problem = "its inlet feeds another run, or fed one that has ended."
        _ = inlet.trySend(1)
        try await graph.run { run in
            let error = await #expect(throws: InvalidGraph.self) { try await graph.run() }
            #expect(error?.findings.map(\.problem) == [problem])
            inlet.finish()
            let elements = try await run.value
            #expect(elements == [1])
        }
        let error = await #expect(throws: InvalidGraph.self) { try await graph.run() }
        #expect(error?.findings.map(\.problem) == [problem])
        #expect(error?.findings.map(\.node) == ["door"])
    }

    @Test("an inlet in two places of a graph, or without room, is a finding")
    func findings() {
        let inlet = Inlet<Int>()
        #expect(problems(of: merge(Flow(inlet), Flow(inlet)).ignore()).count == 1)
        let none = problems(of: Flow(Inlet<Int>(capacity: 0)).ignore())
        #expect(none == ["an inlet with a capacity of 0 cannot hold an element."])
    }

    @Test("dropping the last reference finishes it, before the run and during it")
    func dropped() async throws {
        func flow() -> Flow<Int> {
            let inlet = Inlet<Int>()
            _ = inlet.trySend(1)
            return Flow(inlet)
        }
        #expect(try await flow().collect().run() == [1])
        var inlet: Inlet<Int>? = Inlet()
        let seen = Recorder<Int>()
        let sink = inlet.map { Flow($0).forEach { seen.record($0) } }
        let run = Task { try await sink?.run() }
        _ = inlet?.trySend(2)
        try await seen.elements(atLeast: 1)
        inlet = nil
        try await run.value
        #expect(seen.elements == [2])
    }

    @Test("L3 what an inlet has accepted and a cancelled run did not take is counted at its node", arguments: [1, 3])
    func heldAtCancellation(capacity: Int) async throws {
        let inlet = Inlet<Int>(capacity: 8)
        for number in 0..<8 { _ = inlet.trySend(number) }
        let gate = DataflowProbes.Gate()
        let graph = Graph { Flow(inlet).capacity(capacity).forEach { _ in try await gate.wait() } }
        let (before, after) = try await graph.run { run in
            await gate.arrived(1)
            await settle { run.snapshot().edge(after: "inlet")?.isBackpressured == true }
            let before = run.snapshot()
            run.cancel()
            await settle { run.hasEnded }
            return (before, run.snapshot())
        }
        #expect(before["inlet"]?.discarded == 0)
        #expect(after["inlet"]?.emitted == capacity + 1)
        #expect(after["inlet"]?.discarded == 8 - capacity - 1)
    }

    @Test("L3 what an inlet holds when nobody wants more is counted, what was taken is not")
    func heldAtTheEnd() async throws {
        let inlet = Inlet<Int>(capacity: 8)
        for number in 0..<8 { _ = inlet.trySend(number) }
        let (_, satisfied) = try await runToEnd(Graph { Flow(inlet).capacity(1).prefix(2).count() })
        let counts = try #require(satisfied["inlet"])
        #expect(counts.emitted + counts.discarded == 8 && counts.discarded > 0)
        let whole = Inlet<Int>(capacity: 8)
        for number in 0..<8 { _ = whole.trySend(number) }
        whole.finish()
        #expect(try await runToEnd(Graph { Flow(whole).count() }).snapshot["inlet"]?.discarded == 0)
    }

    @Test("a drain closes the inlet, and what it holds is delivered")
    func drained() async throws {
        let inlet = Inlet<Int>()
        let elements = try await Graph { Flow(inlet).collect() }.run { run in
            for number in 0..<10 { _ = inlet.trySend(number) }
            try await run.drain()
            return try await run.value
        }
        #expect(elements == Array(0..<10))
        #expect(name(inlet.trySend(10)) == "closed: run finished")
    }
}
