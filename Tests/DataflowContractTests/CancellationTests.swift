import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("X: cancellation")
struct CancellationTests {
    @Test(
        "X1 T48 Cancelling the task that runs the graph ends every node and throws CancellationError",
        arguments: capacities, parallelisms)
    func task(capacity: Int?, parallelism: Int) async throws {
        let probe = SourceProbe()
        let hand = HandSink<Int>()
        let sink = hand.sink(Flow<Int>.counting(probe: probe).room(capacity).step { $0 }.room(capacity))
        let error = try await within("X1") { () -> (any Error)? in
            let task = Task { try await sink.run(parallelism: parallelism) }
            await settle { hand.isHolding }
            task.cancel()
            do {
                _ = try await task.value
                return nil
            } catch { return error }
        }
        #expect(error is CancellationError)
        #expect(probe.closes.value == 1)
        #expect(hand.completions == 0)
    }

    @Test("X1 T16 A run that is cancelled before it starts ends, and closes what it opened", arguments: parallelisms)
    func beforeStart(parallelism: Int) async throws {
        for run in 0..<200 {
            let probe = SourceProbe()
            let sink = Flow<Int>.counting(probe: probe).asyncStep { $0 }.gathered()
            try await within("T16 \(run)") {
                let task = Task { try await sink.run(parallelism: parallelism) }
                if run % 2 == 0 { await Task.yield() }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
            }
            #expect(probe.closes.value == 1)
        }
    }

    @Test(
        "X2 T13 After a consumer has cancelled nothing is delivered, and the source stops within its mailbox",
        arguments: capacities, parallelisms)
    func stops(capacity: Int?, parallelism: Int) async throws {
        let probe = SourceProbe()
        let seen = Counter()
        let flow = Flow<Int>.counting(probe: probe).room(capacity).step { element in
            seen.add()
            return element
        }.room(capacity).first(15)
        let outcome = try await flow.gathered().outcome("X2", parallelism: parallelism)
        #expect(outcome.value == Array(0..<15))
        let size = capacity ?? defaultMailboxCapacity
        #expect(seen.value <= 15 + 2 * size, "what the mailboxes behind the step hold")
        #expect(probe.pulls.value <= 15 + 4 * size)
        #expect(probe.closes.value == 1)
        #expect(
            outcome.snapshot.edges[0].discarded + outcome.snapshot.edges[0].delivered
                == outcome.snapshot.edges[0].accepted)
    }

    @Test("X2 T14 T15 A hundred cancellations at once are one", arguments: parallelisms)
    func storm(parallelism: Int) async throws {
        for run in 0..<20 {
            let probe = SourceProbe()
            let hand = HandSink<Int>()
            let source = HandSource<Int>()
            let sink = hand.sink(joined([Flow<Int>.counting(probe: probe), source.flow()]))
            let outcome = try await sink.outcome("T14 \(run)", parallelism: parallelism) { graph in
                await settle { hand.isHolding }
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<100 { group.addTask { graph.cancel() } }
                }
            }
            #expect(outcome.wasCancelled)
            #expect(probe.closes.value == 1)
            guard case .cancelled? = source.cause(offering: 0) else {
                Issue.record("the inlet was told \(String(describing: source.cause(offering: 0)))")
                return
            }
        }
    }

    @Test("X3 T17 When run() has returned, closures and elements are gone, in 200 of 200 runs", arguments: parallelisms)
    func gone(parallelism: Int) async throws {
        for run in 0..<200 {
            let leaks = LeakWatch()
            try await within("X3 \(run)") {
                let captured = leaks(Tracked(0), "what a closure captures")
                let emitted = leaks(Tracked(0), "what an emitting closure captures")
                let emitting = Flow<Tracked> { emit in
                    for number in 0..<4 { try await emit(leaks.element(number + emitted.number)) }
                }
                let flow = emitting.asyncStep(concurrency: 2) { element in
                    captured.number == 0 ? element : Tracked(1)
                }.capacity(1)
                _ = try await (run % 2 == 0 ? flow : flow.first(2)).reduce(0) { $0 + $1.number }.run(
                    parallelism: parallelism)
            }
            leaks.check("run \(run)")
        }
    }

    @Test("X4 T20 Upstream is cancelled with the failure as its cause, in 300 of 300 runs", arguments: parallelisms)
    func cause(parallelism: Int) async throws {
        for run in 0..<300 {
            let source = HandSource<Int>()
            let sink = source.flow().step { $0 }.step { $0 }.step { (element: Int) -> Int in throw Boom() }.gathered()
            _ = source.offer(1)
            let outcome = try await sink.outcome("X4 \(run)", parallelism: parallelism)
            #expect(outcome.graphError?.underlying is Boom)
            guard case .failed(let error)? = source.cause(offering: 0), error is Boom else {
                Issue.record("run \(run): the cause is \(String(describing: source.cause(offering: 0)))")
                return
            }
        }
    }

    @Test("X5 T19 A sender that waits for room is resumed when the run ends, however it ends", arguments: parallelisms)
    func sender(parallelism: Int) async throws {
        for isFailure in [true, false] {
            let source = HandSource<Int>(capacity: 1)
            let hand = HandSink<Int>()
            let sink = hand.sink(
                source.flow().capacity(1).step { element in
                    if isFailure, element == 2 { throw Boom() }
                    return element
                }.capacity(1))
            let told = Recorder<any Error>()
            let outcome = try await sink.outcome("X5", parallelism: parallelism) { run in
                let sender = Task {
                    do { for number in 0..<100 { try await source.send(number) } } catch { told.record(error) }
                }
                await settle { hand.isHolding }
                if isFailure { hand.pullAll() } else { run.cancel() }
                await sender.value
            }
            #expect(outcome.error != nil)
            #expect(told.elements.count == 1)
            #expect(told.elements.first is InletClosed)
        }
    }

    @Test(
        "X6 T28 T35 A branch that cancels leaves a broadcast and a split; the others go on", arguments: capacities,
        parallelisms)
    func branch(capacity: Int?, parallelism: Int) async throws {
        let source = Flow<Int>.counting(1_000).room(capacity)
        let parts = source.routed(2) { .output($0 % 2) }.map { $0.room(capacity) }
        let graph = Graph {
            source.first(3).gathered()
            source.gathered()
            parts[0].first(2).gathered()
            parts[1].gathered()
        }
        let outcome = try await graph.outcome("X6", parallelism: parallelism)
        #expect(outcome.value?.0 == [0, 1, 2])
        #expect(outcome.value?.1 == Array(0..<1_000))
        #expect(outcome.value?.2 == [0, 2])
        #expect(outcome.value?.3 == Array(stride(from: 1, to: 1_000, by: 2)))
    }

    @Test("X6 T35 When the last branch has cancelled, upstream is cancelled", arguments: capacities, parallelisms)
    func allBranches(capacity: Int?, parallelism: Int) async throws {
        let probe = SourceProbe()
        let source = Flow<Int>.counting(probe: probe).room(capacity)
        let graph = Graph {
            source.first(3).gathered()
            source.first(5).gathered()
        }
        let outcome = try await graph.outcome("X6", parallelism: parallelism)
        #expect(outcome.value?.1 == Array(0..<5))
        #expect(probe.closes.value == 1)
    }

    @Test(
        "X6 T36 Balanced among three workers of which one leaves, nothing is lost or doubled unseen",
        arguments: capacities, parallelisms)
    func balance(capacity: Int?, parallelism: Int) async throws {
        let parts = Flow<Int>.counting(1_000).room(capacity).routed(3) { _ in .any }.map { $0.room(capacity) }
        let graph = Graph {
            parts[0].first(5).gathered()
            parts[1].gathered()
            parts[2].gathered()
        }
        let outcome = try await graph.outcome("X6", parallelism: parallelism)
        let value = try #require(outcome.value)
        let all = value.0 + value.1 + value.2
        #expect(Set(all).count == all.count, "none twice")
        let discarded = outcome.snapshot.edges.reduce(0) { $0 + $1.discarded }
        #expect(all.count + discarded == 1_000)
    }
}
