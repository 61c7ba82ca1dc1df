import DataflowProbes
import Testing

@testable import Dataflow

@Suite("D: drain", .rounds)
struct DrainTests {
    @Test("D1 T47 Draining stops the sources and delivers what is in flight", arguments: capacities, parallelisms)
    func delivers(capacity: Int?, parallelism: Int) async throws {
        let probe = SourceProbe()
        let hand = HandSink<Int>()
        let inlet = HandSource<Int>()
        for number in 0..<3 { _ = inlet.offer(-number - 1) }
        let source = joined([Flow<Int>.counting(probe: probe).room(capacity), inlet.flow().room(capacity)])
        let outcome = try await hand.sink(source.room(capacity).asyncStep { $0 }.room(capacity)).outcome(
            "D1", parallelism: parallelism
        ) { run in
            await settle { hand.isHolding && probe.pulls.value > 0 }
            async let drained: Void = run.drain()
            await settle { probe.closes.value == 1 }
            hand.pullAll()
            try await drained
            #expect(run.hasEnded)
        }
        #expect(outcome.error == nil)
        #expect(hand.elements.filter { $0 >= 0 } == Array(0..<probe.pulls.value))
        #expect(hand.elements.filter { $0 < 0 } == [-1, -2, -3])
        #expect(outcome.snapshot.edges.allSatisfy { $0.discarded == 0 })
        #expect(probe.closes.value == 1)
    }

    @Test("D2 T47 At the deadline a drain cancels, and tells how much was lost", arguments: parallelisms)
    func deadline(parallelism: Int) async throws {
        let probe = SourceProbe()
        let hand = HandSink<Int>()
        let outcome = try await hand.sink(Flow<Int>.counting(probe: probe).capacity(8)).outcome(
            "D2", parallelism: parallelism
        ) { run in
            await settle { hand.isHolding && run.snapshot().isBlocked }
            let error = await #expect(throws: DrainDeadlineExceeded.self) { try await run.drain(deadline: .zero) }
            #expect((7...8).contains(error?.discarded ?? 0))
            // On a machine that is busy with other tests the nodes may take longer than a drain waits for them.
            if error?.stillRunning.isEmpty == true { await settle { run.hasEnded } }
        }
        #expect(outcome.wasCancelled)
        #expect(hand.elements == [])
        #expect(probe.closes.value == 1)
    }

    @Test("D3 A drain that meets a failure throws it", arguments: parallelisms)
    func failure(parallelism: Int) async throws {
        let hand = HandSink<Int>()
        let flow = Flow<Int>.counting().capacity(4).step { element in
            if element == 2 { throw Boom() }
            return element
        }.capacity(1)
        let outcome = try await hand.sink(flow).outcome("D3", parallelism: parallelism) { run in
            // The source has given the element that fails: a drain that comes before would end it without.
            await settle { hand.isHolding && run.snapshot().edges.contains { $0.accepted > 2 } }
            hand.pullAll()
            await #expect(throws: GraphError.self) { try await run.drain() }
        }
        #expect(outcome.graphError?.underlying is Boom)
    }

    @Test(
        "D5 P10 A drain delivers the element that an async source has in hand", arguments: Puller.allCases, [1, 2, 8])
    func inHand(puller: Puller, capacity: Int) async throws {
        let (read, hand) = (Counter(), HandSink<Int>())
        let flow = puller.flow { read.add() }.capacity(capacity)
        let outcome = try await hand.sink(flow).outcome("D5 \(puller)") { run in
            // The mailbox is full, the sink has one element, and the source waits with another.
            // A large mailbox need not be full again after the sink has taken one: that is woken at half.
            await settle { hand.isHolding && run.snapshot().isBlocked && read.value > capacity }
            async let drained: Void = run.drain()
            await settle { run.execution.phase == .draining }
            hand.pullAll()
            try await drained
        }
        #expect(outcome.error == nil)
        #expect(hand.elements == Array(1...read.value))
    }

    @Test("D5 P10 What an async source has in hand at the deadline is counted as discarded", arguments: Puller.allCases)
    func inHandAtDeadline(puller: Puller) async throws {
        let (read, hand) = (Counter(), HandSink<Int>())
        let flow = puller.flow { read.add() }.capacity(1)
        let outcome = try await hand.sink(flow).outcome("D5 deadline \(puller)") { run in
            await settle { hand.isHolding && read.value == 3 }
            await #expect(throws: DrainDeadlineExceeded.self) { try await run.drain(deadline: .zero) }
        }
        let discarded =
            outcome.snapshot.nodes.reduce(0) { $0 + $1.discarded }
            + outcome.snapshot.edges.reduce(0) { $0 + $1.discarded }
        #expect(read.value == 3)
        #expect(discarded == 2, "one in the mailbox, one in the source's hand; the sink has the third")
    }

    /// The async sources, over a function that gives the next number.
    enum Puller: CaseIterable {
        case unfold, resource, sequence, deferred, emit

        func flow(_ next: @escaping @Sendable () -> Int) -> Flow<Int> {
            let numbers = AsyncStream<Int> { next() }
            return switch self {
            case .unfold: .unfold(0) { (_: inout Int) async -> Int? in next() }
            case .resource:
                .resource(open: { () async -> Int in 0 }, next: { (_: inout Int) async -> Int? in next() }) { _ async in
                }
            case .sequence: Flow(numbers)
            case .deferred: .deferred { () async in AsyncStream<Int> { next() } }
            case .emit: Flow { emit in while !Task.isCancelled { try await emit(next()) } }
            }
        }
    }

    @Test(
        "D6 P9 A failure that a drain meets behind retry fails the run; behind catch the fallback follows, to its end")
    func recovered() async throws {
        for isRetried in [true, false] {
            let (gate, hand) = (Gate(), HandSink<Int>())
            let failing = Flow<Int> { emit in
                try await emit(1)
                await gate.waitRegardless()
                throw Boom()
            }
            let flow = isRetried ? failing.retry(5) : failing.catch { _ in Flow(7...9) }
            hand.pullAll()
            let outcome = try await hand.sink(flow).outcome("D6") { run in
                await settle { hand.elements == [1] }
                let draining = Task { try await run.drain() }
                await settle { run.execution.phase == .draining }
                gate.open()
                let result = await draining.result
                if isRetried {
                    #expect(throws: GraphError.self) { try result.get() }
                } else {
                    try result.get()
                }
            }
            #expect(outcome.graphError?.underlying is Boom == isRetried)
            #expect(hand.elements == (isRetried ? [1] : [1, 7, 8, 9]))
        }
    }

    @Test("D2 P14 The deadline of a drain holds although a closure ignores it, and the closure's node is named")
    func stubborn() async throws {
        let gate = Gate()
        let flow = Flow([1]).map { (number: Int) async in
            await gate.waitRegardless()
            return number
        }
        let outcome = try await flow.named("stubborn").ignore().outcome("P14") { run in
            await gate.arrived(1)
            let error = await #expect(throws: DrainDeadlineExceeded.self) {
                try await run.drain(deadline: .milliseconds(1))
            }
            #expect(error?.stillRunning.first == "stubborn")
            #expect(error?.description.contains("stubborn") == true)
            gate.open()
        }
        #expect(outcome.wasCancelled)
    }

    @Test("P14 A closure that waits for the end of its own run gets an error that says so", arguments: [true, false])
    func withinItself(drains: Bool) async throws {
        let handle = Locked<GraphRun<Void>?>(nil)
        let flow = Flow([1]).map { (number: Int) async throws -> Int in
            while handle({ $0 == nil }) { await Task.yield() }
            let run = handle { $0! }
            if drains { try await run.drain() } else { try await run.value }
            return number
        }
        let outcome = try await Graph { flow.ignore() }.outcome("P14 within") { run in handle { $0 = run } }
        #expect((outcome.graphError?.underlying as? AwaitsItself)?.call == (drains ? "drain()" : "value"))
        handle { $0 = nil }
    }

    @Test("P17 A run that has ended sets no timer and keeps none")
    func afterTheEnd() async throws {
        _ = try await Flow([1]).ignore().outcome("P17") { run in
            _ = try await run.value
            try await run.drain(deadline: .seconds(3_600))
            #expect(run.execution.timekeeper(nil).schedule(at: .seconds(1)) {} == nil)
            #expect(run.execution.timekeeper(.real).pendingCount == 0)
        }
    }

    @Test("P17 A wait that ends before its moment leaves no timer behind")
    func early() async throws {
        _ = try await Graph { Flow<Int>.never().ignore() }.outcome("P17 early") { run in
            let waiting = Task { await run.execution.wait(until: .seconds(3_600)) }
            await settle { run.execution.timekeeper(nil).pendingCount == 1 }
            waiting.cancel()
            await waiting.value
            #expect(run.execution.timekeeper(nil).pendingCount == 0)
            run.cancel()
        }
    }

    @Test("D4 A closure that emits is cancelled by a drain, and what it had sent arrives", arguments: parallelisms)
    func emitter(parallelism: Int) async throws {
        let never = Gate()
        let hand = HandSink<Int>()
        hand.pullAll()
        let flow = Flow<Int> { emit in
            for number in 0..<3 { try await emit(number) }
            try await never.wait()
        }
        let outcome = try await hand.sink(flow).outcome("D4", parallelism: parallelism) { run in
            await never.arrived(1)
            try await run.drain()
        }
        #expect(outcome.value == 3)
    }

    @Test("D3 A closure that emits and fails while the run drains fails the run, after what it had sent")
    func failingEmitter() async throws {
        let never = Gate()
        let hand = HandSink<Int>()
        hand.pullAll()
        let flow = Flow<Int> { emit in
            for number in 0..<3 { try await emit(number) }
            do { try await never.wait() } catch { throw Boom() }
        }
        let outcome = try await hand.sink(flow).outcome("D3") { run in
            await never.arrived(1)
            await #expect(throws: GraphError.self) { try await run.drain() }
        }
        #expect(outcome.graphError?.underlying is Boom)
        #expect(hand.elements == [0, 1, 2])
    }
}
