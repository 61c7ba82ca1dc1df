import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("finish", .timeLimit(.minutes(5)))
struct FinishTests {
    private let gate = DataflowProbes.Gate()

    /// Gives numbers; the gate holds those from `count` on.
    private func numbers(holding count: Int) -> Flow<Int> {
        Flow<Int>.counting().capacity(1).map { [gate] (number: Int) async throws -> Int in
            if number >= count { try await gate.wait() }
            return number
        }.capacity(1)
    }

    @Test("D7 without a deadline the values are complete", arguments: parallelisms)
    func complete(parallelism: Int) async throws {
        let inlet = Inlet<Int>(capacity: 100)
        for number in 0..<50 { _ = inlet.trySend(number) }
        let outcome = try await Graph { Flow(inlet).map { await handedBack($0) }.collect() }.outcome(
            parallelism: parallelism
        ) { run in
            let finished = try await run.finish()
            #expect(finished.value == Array(0..<finished.value.count))
            #expect(!finished.isPartial && finished.discarded == 0)
        }
        #expect(outcome.error == nil)
    }

    @Test("D7 at the deadline every sink gives what it has, told as partial", arguments: parallelisms)
    func partial(parallelism: Int) async throws {
        let numbers = numbers(holding: 20)
        let graph = Graph {
            numbers.collect()
            numbers.count()
            numbers.reduce(0) { $0 + $1 }
            numbers.reduce(into: 0) { (sum: inout Int, number: Int) async in sum += number }
            numbers.first { $0 > 1_000 }
            numbers.max()
            numbers.forEach { _ in }
            numbers.forEach { _ in await Task.yield() }
        }
        try await graph.run(parallelism: parallelism) { run in
            await gate.arrived(1)
            let sinks: Set = ["collect", "count", "reduce", "first", "max", "forEach"]
            await settle { run.snapshot().nodes.allSatisfy { !sinks.contains($0.kind) || $0.received == 20 } }
            let finished = try await run.finish(within: .zero)
            #expect(finished.isPartial)
            let (all, count, sum, late, first, most, _, _) = finished.value
            #expect(all == Array(0..<20))
            #expect(count == 20)
            #expect(sum == 190)
            #expect(late == 190)
            #expect(first == nil)
            #expect(most == 19)
            #expect(run.hasEnded)
            await #expect(throws: CancellationError.self) { _ = try await run.value }
        }
    }

    @Test("D7 sinks that have had nothing give what they start with")
    func nothing() async throws {
        let graph = Graph {
            Flow<Int>.never().collect()
            Flow<Int>.never().reduce(into: 7) { (sum: inout Int, number: Int) async in sum += number }
            Flow<Int>.never().first()
            Flow<Int>.never().publish(to: Hub())
            Flow<Int>.never().count().value.map { $0 + 1 }.collect()
        }
        try await graph.run { run in
            let finished = try await run.finish(within: .zero)
            let (all, sum, first, _, counts) = finished.value
            #expect(all == [])
            #expect(sum == 7)
            #expect(first == nil)
            #expect(counts == [])
        }
    }

    @Test("D7 a value that another sink uses too is given to both")
    func usedTwice() async throws {
        let count = numbers(holding: 5).count()
        let graph = Graph {
            count
            count.value.map { $0 * 2 }.ignore()
        }
        try await graph.run { run in
            await gate.arrived(1)
            await settle { run.snapshot().nodes.contains { $0.kind == "count" && $0.received == 5 } }
            let finished = try await run.finish(within: .zero)
            #expect(finished.value.0 == 5)
        }
    }

    @Test("D7 what was in flight is discarded and counted, and every edge balances")
    func counted() async throws {
        let hand = HandSink<Int>()
        let graph = Graph {
            Flow<Int>.counting().capacity(8).collect()
            hand.sink(Flow<Int>.counting().capacity(8))
        }
        let outcome = try await graph.outcome { run in
            await settle { hand.isHolding && run.snapshot().edges.contains { $0.isBackpressured } }
            let finished = try await run.finish(within: .zero)
            #expect(finished.isPartial)
            #expect(finished.value.0 == Array(0..<finished.value.0.count))
            #expect(finished.discarded >= 7)
        }
        #expect(outcome.wasCancelled, "who awaits the run's value hears that it was cut short")
    }

    @Test("D7 a sink of your own that gives no value before its end is named")
    func withoutValue() async throws {
        let sink = Flow<Int>.never().sink(kind: "mute") { Mute() }
        _ = try? await Graph { sink }.run { run in
            let error = await #expect(throws: GraphError.self) { _ = try await run.finish(within: .zero) }
            #expect(error?.underlying is SinkWithoutValue)
            #expect(error?.node == "mute")
        }
    }

    private struct Mute: TransformBehavior {
        mutating func receive(_ element: Int) -> Emission<Int> { .nothing }
    }

    @Test("D7 a failure that the drain meets is thrown")
    func failure() async throws {
        let (inlet, hold) = (Inlet<Int>(), DataflowProbes.Gate())
        let sink = Flow(inlet).map { (number: Int) async throws -> Int in
            try await hold.wait()
            throw Boom()
        }.collect()
        _ = try? await Graph { sink }.run { run in
            try await inlet.send(1)
            await hold.arrived(1)
            let finished = Task { try await run.finish() }
            await settle { run.execution.phase == .draining }
            hold.open()
            await #expect(throws: GraphError.self) { _ = try await finished.value }
        }
    }

    @Test("D7 under every schedule the values are a beginning of the whole, and nothing is left")
    func simulated() async throws {
        try await explore(seeds: 0..<200) { simulation in
            let graph = Graph {
                Flow<Int>.unfold(0) { number in
                    defer { number += 1 }
                    return number
                }.map(concurrency: 2) { number in
                    try await simulation.clock.sleep(for: .seconds(1))
                    return number
                }.collect()
            }
            try await graph.run { run in
                try await simulation.clock.sleep(for: .seconds(10))
                do {
                    let finished = try await run.finish(within: .seconds(2))
                    guard finished.value == Array(0..<finished.value.count) else { throw Boom() }
                } catch is DrainDeadlineExceeded {
                    // Here time passes before closures hear that they are cancelled.
                }
            }
        }
    }

    @Test(
        "X7 a run whose closure returns early says that it was cancelled")
    func ends() async throws {
        let graph = Graph { Flow(0..<5).collect() }
        let awaited: RunEnd = try await graph.run { run in _ = try await run.value }
        #expect(awaited == .finished)
        let forgotten: RunEnd = try await Graph { Flow<Int>.never().ignore() }.run { _ in }
        #expect(forgotten == .cancelled)
        let cancelled: RunEnd = try await Graph { Flow<Int>.never().ignore() }.run { run in run.cancel() }
        #expect(cancelled == .cancelled)
        let drained: RunEnd = try await Graph { Flow<Int>.never().ignore() }.run { run in try await run.drain() }
        #expect(drained == .finished)
    }
}
