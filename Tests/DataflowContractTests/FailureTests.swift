import Dataflow
import DataflowProbes
import Testing

@Suite("F: failure")
struct FailureTests {
    @Test(
        "F5 T39 A failure from above waits for the async work before it, and is a failure, not a stall",
        arguments: parallelisms, [1, 4])
    func failureBehindAsyncWork(parallelism: Int, concurrency: Int) async throws {
        let gate = Gate()
        let source = HandSource<Int>()
        let sink = source.flow().asyncStep(concurrency: concurrency) { element in
            await gate.waitRegardless()
            return element
        }.gathered()
        let outcome = try await sink.outcome("F5", parallelism: parallelism) { run in
            try await source.send(1)
            await gate.arrived(1)
            source.fail(Boom())
            await settle { run.snapshot().nodes[0].hasEnded }
            gate.open()
        }
        #expect(outcome.graphError?.underlying as? Boom == Boom())
        #expect(outcome.graphError?.node == "inlet")
    }

    @Test("F6 T25 A failure that comes by two branches is told once", arguments: parallelisms, capacities)
    func diamond(parallelism: Int, capacity: Int?) async throws {
        let source = Flow<Int>.counting(5, failure: Boom()).room(capacity)
        let left = source.step { $0 }.room(capacity)
        let right = source.step { -$0 }.room(capacity)
        for sink in [zip(left, right).step { $0.0 }.gathered(), joined([left, right]).gathered()] {
            let outcome = try await sink.outcome("F6", parallelism: parallelism)
            #expect(outcome.graphError?.node == "source")
            #expect(outcome.graphError?.others.map(\.node) == [])
        }
    }
}

@Suite("F: failure, in order")
struct OrderedFailureTests {
    @Test("F1 T6 A failure with nothing before it needs no demand", arguments: capacities, parallelisms)
    func atOnce(capacity: Int?, parallelism: Int) async throws {
        let hand = HandSink<Int>()
        let flow = Flow<Int>.counting(0, failure: Boom()).room(capacity).step { $0 }.room(capacity)
        let outcome = try await hand.sink(flow).outcome("F1", parallelism: parallelism)
        #expect(outcome.graphError?.underlying is Boom)
        #expect(outcome.graphError?.node == "source")
        #expect(outcome.graphError?.site.fileID == "DataflowContractTests/FailureTests.swift")
        #expect(hand.completions == 0)
        #expect(hand.elements == [])
    }

    @Test(
        "F1 T20 T22 All that was emitted before a failure is delivered first, in 200 of 200 runs",
        arguments: capacities, parallelisms)
    func inOrder(capacity: Int?, parallelism: Int) async throws {
        for run in 0..<40 {
            let seen = Recorder<Int>()
            let probe = SourceProbe()
            let flow = Flow<Int>.counting(probe: probe).room(capacity).step { element in
                if element == 20 { throw Boom() }
                return element
            }.named("thrower").room(capacity).step { $0 }.room(capacity).asyncStep { $0 }.room(capacity)
            let sink = flow.reduce(into: 0) {
                $0 += 1; seen.record($1)
            }
            let outcome = try await sink.outcome("F1 \(run)", parallelism: parallelism)
            #expect(outcome.graphError?.node == "thrower")
            #expect(outcome.graphError?.others.count == 0)
            #expect(seen.elements == Array(0..<20))
            #expect(probe.closes.value == 1)
        }
    }

    @Test(
        "F2 T21 Behind a blocked sink a failure waits its turn, and comes as soon as it is pulled",
        arguments: parallelisms)
    func waits(parallelism: Int) async throws {
        let hand = HandSink<Int>()
        var flow = Flow<Int>.counting(8, failure: Boom())
        for _ in 0..<5 { flow = flow.step { $0 } }
        let outcome = try await hand.sink(flow).outcome("F2", parallelism: parallelism) { run in
            await settle { hand.isHolding && run.snapshot().nodes.dropLast().allSatisfy(\.hasEnded) }
            #expect(!run.hasEnded)
            hand.pull(8)
        }
        #expect(outcome.graphError?.underlying is Boom)
        #expect(hand.elements == Array(0..<8))
        #expect(hand.completions == 0)
    }

    @Test(
        "F3 T23 A sink that throws ends the run, cancels upstream and its siblings", arguments: capacities, parallelisms
    )
    func sink(capacity: Int?, parallelism: Int) async throws {
        let (bad, good) = (SourceProbe(), SourceProbe())
        let graph = Graph {
            Flow<Int>.counting(probe: bad).room(capacity).reduce(0) { (sum: Int, element: Int) -> Int in
                if element == 5 { throw Boom("sink") }
                return sum + element
            }.named("bad")
            Flow<Int>.counting(probe: good).room(capacity).reduce(0) { $0 &+ $1 }
        }
        let outcome = try await graph.outcome("F3", parallelism: parallelism)
        #expect(outcome.graphError?.underlying as? Boom == Boom("sink"))
        #expect(outcome.graphError?.node == "bad")
        #expect(bad.closes.value == 1)
        #expect(good.closes.value == 1)
    }

    @Test(
        "F4 T24 A merge delivers what it accepted, fails once, and cancels inputs that are blocked or silent",
        arguments: capacities, parallelisms)
    func merge(capacity: Int?, parallelism: Int) async throws {
        let silent = HandSource<Int>()
        let blocked = SourceProbe()
        let hand = HandSink<Int>()
        let failing = HandSource<Int>()
        let flow = joined([
            failing.flow().room(capacity), silent.flow(), Flow<Int>.counting(probe: blocked).room(capacity),
        ]).room(capacity)
        let outcome = try await hand.sink(flow).outcome("F4", parallelism: parallelism) { run in
            await settle { hand.isHolding && run.snapshot().edge(after: "source")?.isBackpressured == true }
            failing.fail(Boom("A"))
            hand.pullAll()
        }
        #expect(outcome.graphError?.underlying as? Boom == Boom("A"))
        #expect(outcome.graphError?.others.count == 0)
        #expect(blocked.closes.value == 1)
        guard case .failed(let error)? = silent.cause(offering: 0), error is Boom else {
            Issue.record("the silent input was told \(String(describing: silent.cause(offering: 0)))")
            return
        }
        #expect(hand.completions == 0)
        #expect(hand.elements == Array(0..<hand.elements.count))
    }

    @Test(
        "F3 T25 When several fail, one is reported and the others are attached or lost with it, never doubled",
        arguments: parallelisms)
    func several(parallelism: Int) async throws {
        for run in 0..<100 {
            let inputs = ["A", "B", "C"].map { name in Flow<Int>.counting(0, failure: Boom(name)).named(name) }
            let outcome = try await joined(inputs).gathered().outcome("T25 \(run)", parallelism: parallelism)
            let error = try #require(outcome.graphError)
            let told = [error.node] + error.others.map(\.node)
            #expect(Set(told).count == told.count)
            #expect((error.underlying as? Boom)?.name == error.node)
        }
    }

    @Test("F7 A failure never looks like completion, on any branch", arguments: capacities, parallelisms)
    func branches(capacity: Int?, parallelism: Int) async throws {
        let completed = Counter()
        let source = Flow<Int>.counting(10, failure: Boom()).room(capacity)
        let parts = source.routed(2) { .output($0 % 2) }
        let sinks = [source, parts[0].room(capacity), parts[1].room(capacity), zip(parts[0], parts[1]).step { $0.0 }]
            .map {
                $0.sink(CompletionCounter(completed: completed))
            }
        let graph = Graph { for sink in sinks { sink } }
        let outcome = try await graph.outcome("F7", parallelism: parallelism)
        #expect(outcome.graphError?.underlying is Boom)
        #expect(completed.value == 0)
    }

    @Test(
        "F5 T39 When one of several async closures throws, the operator fails at once and the others are cancelled",
        arguments: parallelisms)
    func asyncFailure(parallelism: Int) async throws {
        let cancelled = Counter()
        let never = Gate()
        let flow = Flow<Int>.counting(4).asyncStep(concurrency: 4) { (element: Int) -> Int in
            if element == 1 {
                await never.arrived(3)
                throw Boom()
            }
            do { try await never.wait() } catch { cancelled.add() }
            return element
        }
        let outcome = try await flow.gathered().outcome("F5", parallelism: parallelism)
        #expect(outcome.graphError?.underlying is Boom)
        #expect(cancelled.value == 3, "the run waits for them")
    }
}

private struct CompletionCounter: TransformBehavior {
    let completed: Counter
    mutating func receive(_ element: Int) -> Emission<Int> { .nothing }
    mutating func finish() -> Emission<Int> {
        completed.add()
        return .emit(0)
    }
}
