import Dataflow
import DataflowProbes
import Testing

@Suite("F: every failure is told")
struct ToldFailuresTests {
    private let hand = HandSink<Int>()
    private let never = Gate()

    /// Five elements, then a failure.
    private var database: Flow<Int> { Flow<Int>.counting(5, failure: Boom("database")).named("database") }
    private var silent: Flow<Int> { Flow<Int> { [never] _ in try await never.wait() }.named("silent") }

    /// Waits until it is cancelled, and throws something of its own then.
    private var rollback: @Sendable (Int) async throws -> Int {
        { [never] element in
            do { try await never.wait() } catch { throw Boom("rollback") }
            return element
        }
    }

    /// What a run tells that fails with "web" once it has come so far.
    private func told(
        _ sinks: Sink<Int>..., parallelism: Int? = nil,
        once hasComeSoFar: @escaping @Sendable (GraphSnapshot) -> Bool
    ) async throws -> [String] {
        let web = HandSource<Int>()
        let graph = Graph {
            for sink in sinks { sink }
            web.flow().count()
        }
        let outcome = try await graph.outcome("F3", parallelism: parallelism) { run in
            await settle { hasComeSoFar(run.snapshot()) }
            web.fail(Boom("web"))
        }
        return names(outcome.graphError)
    }

    private func names(_ error: GraphError?) -> [String] {
        guard let error else { return [] }
        return ([error.underlying] + error.others.map(\.error)).map { ($0 as? Boom)?.name ?? "\(type(of: $0))" }
    }

    @Test(
        "F3 A failure to which an operator has not come yet is told when another one ends the run",
        arguments: parallelisms)
    func notReadYet(parallelism: Int) async throws {
        let operations: [(Flow<Int>) -> Flow<Int>] = [
            { $0.step { $0 } }, { $0.asyncStep { $0 } }, { joined([$0, silent]) },
            { zip($0, silent).step { $0.0 } }, { combineLatest($0, $0).step { $0.0 } },
            { $0.routed(1) { _ in .all }[0] },
            { $0.buffer(1, overflow: .dropOldest).step { $0 } }, { $0.paced(every: .zero) }, { $0.retry(3) },
            { $0.catch { _ in .counting(1) } }, { $0.mapError { $0 } },
        ]
        for (number, operation) in operations.enumerated() {
            let sink = hand.sink(operation(database).capacity(1))
            let told = try await told(sink, parallelism: parallelism) { $0.node("database")?.hasEnded == true }
            #expect(told == ["web", "database"], "operation \(number)")
        }
    }

    @Test("F3 Failures of nodes with the same name are told each")
    func sameName() async throws {
        let fallbacks = ["left", "right"].map { name in
            Flow<Int>.counting(0, failure: Boom()).catch { _ in Flow<Int>.counting(0, failure: Boom(name)).step { $0 } }
        }
        let first = HandSource<Int>()
        let flow = fanIn([first.flow()] + fallbacks, FirstThenAny())
        let outcome = try await Graph { flow.count() }.outcome("F3") { run in
            await settle { run.snapshot().nodes.count { $0.kind == "step" && $0.hasEnded } == 2 }
            first.finish()
        }
        #expect(names(outcome.graphError).sorted() == ["left", "right"])
    }

    @Test("F6 Copies of a failure that wait on other branches are not told again")
    func copies() async throws {
        let (source, other) = (database, HandSink<Int>())
        let graph = Graph {
            hand.sink(source.step { $0 }.capacity(1))
            other.sink(joined([source.step { $0 }, source.mapError { _ in Boom("mapped") }]))
        }
        let outcome = try await graph.outcome("F6") { [hand] _ in
            await settle { hand.isHolding && other.isHolding }
            other.pullAll()
        }
        #expect(names(outcome.graphError).count == 1)
    }

    @Test("F3 What was recovered from is not told")
    func recovered() async throws {
        let attempts = Counter()
        let unsteady = Flow<Int>.counting(3).step { element -> Int in
            if element == 2, attempts.add() < 3 { throw Boom("attempt") }
            return element
        }
        let both = joined([Flow.counting(1, failure: Boom("one")), Flow.counting(1, failure: Boom("other"))])
        let told = try await told(
            database.catch { _ in .counting(1) }.count(), unsteady.retry(5).count(),
            both.catch { _ in .counting(1) }.count(),
            Flow.counting(1, failure: Boom("early")).catch { _ in silent }.count()
        ) { snapshot in
            snapshot.nodes.count { $0.kind == "count" && $0.hasEnded } == 3
                && snapshot.nodes.contains { $0.name.hasSuffix("#2/silent") }
        }
        #expect(told == ["web"])
    }

    @Test("F3 A handler that throws masks no failure")
    func handlerThrows() async throws {
        let outcome = try await database.catch { _ in throw Boom("handler") }.count().outcome("F3")
        #expect(names(outcome.graphError) == ["handler", "database"])
    }

    @Test("F3 What a closure that awaits throws when a failure elsewhere cancels it is told", arguments: parallelisms)
    func cancelledClosure(parallelism: Int) async throws {
        let told = try await told(Flow.counting(1).asyncStep(rollback).count(), parallelism: parallelism) { [never] _ in
            never.arrivals == 1
        }
        #expect(told == ["web", "rollback"])
    }

    @Test("F3 What a closure that emits throws when a failure elsewhere cancels it is told", arguments: parallelisms)
    func cancelledEmitter(parallelism: Int) async throws {
        let flow = Flow<Int> { [rollback] emit in try await emit(try await rollback(1)) }
        let told = try await told(flow.count(), parallelism: parallelism) { [never] _ in never.arrivals == 1 }
        #expect(told == ["web", "rollback"])
    }

    @Test("F3 That a closure was cancelled is no failure")
    func onlyCancelled() async throws {
        let wait: @Sendable (Int) async throws -> Int = { [never] element in
            try await never.wait()
            return element
        }
        let told = try await told(
            Flow.counting(4).asyncStep(concurrency: 4, wait).count(),
            Flow<Int> { emit in try await emit(try await wait(1)) }.count()
        ) { [never] _ in never.arrivals == 5 }
        #expect(told == ["web"])
    }

    @Test("F3 F4 What an input throws when a join cancels it for another one's failure is told")
    func cancelledInput() async throws {
        let failing = HandSource<Int>()
        let flow = joined([failing.flow(), Flow.counting(1).asyncStep(rollback)])
        let outcome = try await flow.count().outcome("F4") { [never] _ in
            await never.arrived(1)
            failing.fail(Boom("input"))
        }
        #expect(names(outcome.graphError) == ["input", "rollback"])
    }

    @Test("F3 When several inputs of a join have failed, all of them are told", arguments: 0..<3)
    func allInputs(join: Int) async throws {
        let inputs = ["a", "b"].map { Flow<Int>.counting(5, failure: Boom($0)).named($0) }
        // Behind a mailbox of one the join cannot come to one end before the other is there.
        let flow =
            switch join {
            case 0: joined(inputs)
            case 1: zip(inputs[0], inputs[1]).capacity(1).step { $0.0 }
            default: combineLatest(inputs[0], inputs[1]).capacity(1).step { $0.0 }
            }
        // Once handled together, they are no longer told.
        for isCaught in [false, true] {
            let hand = HandSink<Int>()
            let end = isCaught ? flow.capacity(1).catch { _ in Flow<Int>.counting(0, failure: Boom("c")) } : flow
            let outcome = try await hand.sink(end.capacity(1)).outcome("F3") { run in
                await settle { hand.isHolding && ["a", "b"].allSatisfy { run.snapshot().node($0)?.hasEnded == true } }
                hand.pullAll()
            }
            #expect(Set(names(outcome.graphError)) == (isCaught ? ["c"] : ["a", "b"]))
        }
    }

    @Test("F3 C5 What fails when nobody wants it any more is not told, and fails no run")
    func unwanted() async throws {
        let flow = Flow<Int>.counting(2).asyncStep(concurrency: 2) { [never, rollback] element in
            if element == 0 { await never.arrived(1) }
            return element == 0 ? 0 : try await rollback(element)
        }.named("two")
        #expect(try await flow.first(1).count().run() == 1)
        let told = try await told(flow.first(1).count()) { $0.node("two")?.hasEnded == true }
        #expect(told == ["web"])
    }

    @Test("F3 The failure of an inlet is told although what the inlet holds was never taken")
    func inlet() async throws {
        let source = HandSource<Int>()
        for number in 0..<5 { _ = source.offer(number) }
        source.fail(Boom("inlet"))
        let told = try await told(hand.sink(source.flow().capacity(1))) { [hand] _ in hand.isHolding }
        #expect(told == ["web", "inlet"])
    }

    @Test("F3 A buffer that has overflowed tells so although what it holds was never taken")
    func overflow() async throws {
        let sink = hand.sink(Flow.counting(5).named("five").buffer(1, overflow: .fail).capacity(1))
        let told = try await told(sink) { [hand] in hand.isHolding && $0.node("five")?.hasEnded == true }
        #expect(told == ["web", "BufferOverflow"])
    }
}

/// Takes the first input to its end, and then whatever comes.
private struct FirstThenAny: FanInBehavior {
    private var isFirstDone = false
    var choice: InputChoice { isFirstDone ? .any : .only(0) }

    mutating func receive(_ element: Int, from input: Int) -> Emission<Int> { .emit(element) }

    mutating func inputFinished(_ input: Int) -> Emission<Int> {
        isFirstDone = true
        return .nothing
    }
}
