import DataflowProbes
import Synchronization
import Testing

@testable import Dataflow

/// Closures that hold their thread until something happens that only the rest of the engine can bring about: what is
/// not prompt hangs, and the watchdog tells it.
@Suite(
    "P: promptness", .serialized, .rounds, .enabled(if: processorCount > 1, "a closure that computes leaves no thread"))
struct PromptnessTests {
    private struct Boom: Error {}

    /// How a run comes to its end while a closure computes.
    enum End: CaseIterable {
        case taskCancelled, runCancelled, bodyReturns, bodyThrows, drainDeadline
    }

    // MARK: - P1, P2

    @Test(
        "P1 P2 However a run ends, the closure that computes is told at once, async or not", arguments: End.allCases,
        parallelisms)
    func told(end: End, parallelism: Int) async throws {
        for isAsync in [true, false] {
            let computing = Computing()
            let flow = computing.flow(isAsync: isAsync)
            try await within("P1 \(end)") {
                let task = Task { try await bring(end, to: Graph { flow.ignore() }, parallelism, computing) }
                await settle { computing.hasBegun }
                if end == .taskCancelled { task.cancel() }
                _ = await task.result
            }
            #expect(computing.wasTold)
        }
    }

    private func bring(_ end: End, to graph: Graph<Void>, _ parallelism: Int, _ computing: Computing) async throws {
        if end == .taskCancelled { return try await graph.run(parallelism: parallelism) }
        try await graph.run(parallelism: parallelism) { run in
            await settle { computing.hasBegun }
            switch end {
            case .runCancelled:
                run.cancel()
                _ = try? await run.value
            case .bodyThrows: throw Boom()
            case .drainDeadline: try await run.drain(deadline: .milliseconds(1))
            case .taskCancelled, .bodyReturns: break
            }
        }
    }

    @Test("P1 F5 When a closure fails, the operator's other closures are told at once", .severalWorkers)
    func siblingFails() async throws {
        let computing = Computing()
        let flow = Flow(0..<2).map(concurrency: 2) { (n: Int) async throws -> Int in
            if n == 0 { return computing.untilCancelled(n) }
            while !computing.hasBegun { await Task.yield() }
            throw Boom()
        }
        let outcome = try await flow.ignore().outcome("P1 sibling")
        #expect(outcome.graphError?.underlying is Boom)
        #expect(computing.wasTold)
    }

    @Test(
        "P2 When another branch fails, a closure that computes is told at once", .severalWorkers,
        arguments: [true, false])
    func branchFails(isAsync: Bool) async throws {
        let computing = Computing()
        let computes = computing.flow(isAsync: isAsync)
        let fails = Flow([1]).map { (_: Int) async throws -> Int in
            while !computing.hasBegun { await Task.yield() }
            throw Boom()
        }
        let outcome = try await merge(fails, computes).ignore().outcome("P2 branch")
        #expect(outcome.graphError?.underlying is Boom)
        #expect(computing.wasTold)
    }

    // The only worker computes, so the consumer cannot take what would satisfy it.
    @Test(
        "P1 C5 When a consumer is satisfied, async closures above it are told at once, also far above", .severalWorkers)
    func satisfied() async throws {
        let computing = Computing()
        let flow = Flow(0..<10).map { (n: Int) async in n == 2 ? computing.untilCancelled(n) : n }
        let outcome = try await flow.map { $0 }.first(2).gathered().outcome("P1 satisfied")
        #expect(outcome.value == [0, 1])
        #expect(computing.wasTold || !computing.hasBegun)
    }

    // MARK: - P3

    @Test(
        "P3 After a cancellation no closure but the one in hand is called, however long the batches have become",
        arguments: parallelisms)
    func noMoreElements(parallelism: Int) async throws {
        let (calls, cancel) = (Counter(), Locked<(@Sendable () -> Void)?>(nil))
        let flow = Flow(0..<1_000_000).map { (n: Int) in
            calls.add()
            if n == 100_000 { cancel { $0 }?() }
            return n
        }
        let outcome = try await Graph { flow.ignore() }.outcome("P3", parallelism: parallelism) { run in
            cancel { $0 = { run.cancel() } }
        }
        #expect(outcome.wasCancelled)
        #expect(calls.value == 100_001)
    }

    // MARK: - P4, P6

    @Test(
        "P4 Closures that compute run side by side from the first element on, in order or not", .severalWorkers,
        arguments: [true, false])
    func sideBySide(isOrdered: Bool) async throws {
        let meeting = Meeting(of: 2)
        let flow = Flow(0..<2).map(concurrency: 2, ordered: isOrdered) { (n: Int) async in meeting.attend(n) }
        let outcome = try await flow.gathered().outcome("P4")
        #expect(outcome.value.map { Set($0) } == [0, 1])
    }

    @Test("P4 A burst into a graph that was idle runs side by side", .severalWorkers)
    func burst() async throws {
        let (inlet, meetings, done) = (Inlet<Int>(), (0..<5).map { _ in Meeting(of: 2) }, Counter())
        let flow = Flow(inlet).map(concurrency: 2) { (n: Int) async in meetings[n / 2].attend(n) }
        _ = try await flow.forEach { _ in done.add() }.outcome("P4 burst") { run in
            for number in 0..<5 {
                try await inlet.send(2 * number)
                try await inlet.send(2 * number + 1)
                await settle { done.value == 2 * number + 2 }
            }
            inlet.finish()
        }
        #expect(done.value == 10)
    }

    @Test("P4 P6 Two branches whose closures compute run side by side", .severalWorkers)
    func branches() async throws {
        let meeting = Meeting(of: 2)
        let graph = Graph {
            Flow([0]).map { meeting.attend($0) }.ignore()
            Flow([1]).map { meeting.attend($0) }.ignore()
        }
        _ = try await graph.outcome("P4 branches")
    }

    @Test(
        "P6 What waits behind a closure that blocks goes on elsewhere: also what the closure itself waits for",
        .severalWorkers)
    func taken() async throws {
        let hasRun = Locked(false)
        let graph = Graph {
            Flow([1]).map { (n: Int) in
                while !hasRun({ $0 }) {}
                return n
            }.ignore()
            // Ready only after some steps, so that it waits in the queue of the worker that blocks.
            Flow(0..<4).capacity(1).map { $0 }.capacity(1).map { $0 }.forEach { _ in hasRun { $0 = true } }
        }
        _ = try await graph.outcome("P6")
    }

    @Test("P6 A snapshot names the node whose closure holds a worker, async or not", arguments: [true, false])
    func named(isAsync: Bool) async throws {
        let computing = Computing()
        let flow = computing.flow(isAsync: isAsync)
        let graph = Graph { flow.named("heavy").map { $0 }.ignore() }
        _ = try await graph.outcome("P6 named") { run in
            await settle { computing.hasBegun }
            // The others may still be in their first steps.
            await settle { run.snapshot().nodes.filter(\.isStepping).map(\.name) == ["heavy"] }
            #expect(run.snapshot().mermaid.contains("stepping"))
            run.cancel()
        }
    }

    // MARK: - P5

    @Test(
        "P5 A closure's children run as in any task: one that computes holds up neither another nor the closure",
        arguments: parallelisms)
    func children(parallelism: Int) async throws {
        let flow = Flow([1]).map { (n: Int) async -> Int in
            let computing = Computing()
            return await withTaskGroup(of: Int.self) { group in
                group.addTask { computing.untilCancelled(-1) }
                group.addTask {
                    while !computing.hasBegun { await Task.yield() }
                    return n
                }
                let first = await group.next()!
                group.cancelAll()
                return first
            }
        }
        let outcome = try await flow.gathered().outcome("P5", parallelism: parallelism)
        #expect(outcome.value == [1])
    }

    // MARK: - P7

    @Test("P7 What a source has given is there although its next call waits", .severalWorkers)
    func shown() async throws {
        let seen = Counter()
        let flow = Flow.unfold(0) { (n: inout Int) -> Int? in
            n += 1
            // A batch has become long by then.
            if n == 5_000 { while seen.value < 4_999 {} }
            return n == 10_000 ? nil : n
        }
        _ = try await flow.forEach { _ in seen.add() }.outcome("P7")
        #expect(seen.value == 9_999)
    }
}

extension Trait where Self == ConditionTrait {
    /// Nobody overtakes the closures of a single worker.
    fileprivate static var severalWorkers: Self { .enabled(if: Rounds.parallelism != 1) }
}

/// A closure that computes until it is cancelled.
private final class Computing: Sendable {
    private let begun = Atomic<Bool>(false)
    private let told = Atomic<Bool>(false)

    var hasBegun: Bool { begun.load(ordering: .acquiring) }
    var wasTold: Bool { told.load(ordering: .acquiring) }

    /// One element, over which a closure computes.
    func flow(isAsync: Bool) -> Flow<Int> {
        isAsync
            ? Flow([1]).map { (n: Int) async in self.untilCancelled(n) }
            : Flow([1]).map { (n: Int) in self.untilCancelled(n) }
    }

    func untilCancelled<Value>(_ value: Value) -> Value {
        begun.store(true, ordering: .releasing)
        while !Task.isCancelled {}
        told.store(true, ordering: .releasing)
        return value
    }
}

/// Closures each of which holds its thread until all have come.
private final class Meeting: Sendable {
    private let count: Int
    private let present = Atomic<Int>(0)

    init(of count: Int) { self.count = count }

    func attend<Value>(_ value: Value) -> Value {
        present.add(1, ordering: .acquiringAndReleasing)
        while present.load(ordering: .acquiring) < count {}
        return value
    }
}
