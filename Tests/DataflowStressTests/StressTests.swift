import Dataflow
import DataflowProbes
import Foundation
import Testing

private let factor = stressFactor(ProcessInfo.processInfo.environment)

/// A seed of its own for each launch, or the one that is asked for with `DATAFLOW_SEED`.
private let launchSeed =
    ProcessInfo.processInfo.environment["DATAFLOW_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0..<1_000_000_000)

@Suite("Stress", .serialized)
struct StressTests {
    @Test("L1 O4 Random graphs give what arrays give, and every edge balances", arguments: parallelisms)
    func randomGraphs(parallelism: Int) async throws {
        print("random graphs: DATAFLOW_SEED=\(launchSeed)")
        for number in 0..<UInt64(300 * factor) {
            let random = RandomGraph(seed: launchSeed &+ number, size: 12)
            let outcome = try await random.graph.outcome("seed \(launchSeed &+ number)", parallelism: parallelism)
            // Branches that meet again may lie too far apart for small mailboxes: a stall is an answer, a wrong value is not.
            if outcome.stall != nil { continue }
            let isRight = outcome.value.map(random.isRight) == true
            #expect(isRight, "seed \(launchSeed &+ number): \(String(describing: outcome.error))")
            #expect(random.probe.closes.value == random.usedSources, "seed \(launchSeed &+ number)")
            if !isRight { return }
        }
    }

    @Test("X2 Runs that are cancelled at any moment end, balance and close what they opened", arguments: parallelisms)
    func cancelledAnywhere(parallelism: Int) async throws {
        print("cancelled anywhere: DATAFLOW_SEED=\(launchSeed)")
        var numbers = SeededNumbers(seed: launchSeed)
        for number in 0..<UInt64(1_000 * factor) {
            let random = RandomGraph(seed: launchSeed &+ number, size: 8)
            let yields = Int.random(in: 0...12, using: &numbers)
            let outcome = try await random.graph.outcome("seed \(launchSeed &+ number)", parallelism: parallelism) { run in
                for _ in 0..<yields { await Task.yield() }
                run.cancel()
            }
            let isWell = outcome.error == nil || outcome.wasCancelled || outcome.stall != nil
            #expect(isWell, "seed \(launchSeed &+ number): \(String(describing: outcome.error))")
            #expect(random.probe.closes.value == random.usedSources, "seed \(launchSeed &+ number)")
        }
    }

    @Test("X2 T14 A storm of cancellations hits async work, inlets and loops", arguments: parallelisms)
    func storm(parallelism: Int) async throws {
        for number in 0..<(50 * factor) {
            let leaks = Leaks()
            do {
                let source = HandSource<Tracked>(capacity: 4)
                let looped = feedback { (loop: Flow<Tracked>) in
                    let all = joined([source.flow(), loop]).capacity(16).asyncStep(concurrency: 3) { element in
                        await Task.yield()
                        return element
                    }.capacity(2)
                    return (output: all, back: all.only { $0.number % 2 == 0 }.step { leaks.element($0.number + 1) })
                }
                let sink = looped.reduce(0) { $0 + $1.number }
                _ = try await sink.outcome("storm \(number)", parallelism: parallelism) { run in
                    await withTaskGroup(of: Void.self) { group in
                        for sender in 0..<8 {
                            group.addTask {
                                for element in 0..<50 {
                                    do { try await source.send(leaks.element(sender + element)) } catch { return }
                                }
                            }
                        }
                        for _ in 0..<100 { group.addTask { if number % 3 > 0 { await Task.yield() }; run.cancel() } }
                    }
                }
            }
            leaks.check("storm \(number)")
        }
    }

    @Test("X3 T18 Short runs leave nothing behind, however many")
    func shortRuns() async throws {
        let leaks = Leaks()
        for number in 0..<(3_000 * factor) {
            let held = leaks.watch(Tracked(number), "run \(number)")
            let sink = Flow<Int>.counting(3).step { $0 + held.number }.reduce(0) { $0 + $1 }
            let value = try await sink.run(parallelism: 1 + number % 2)
            if value != 3 + 3 * number { Issue.record("run \(number) gave \(value)") }
        }
        leaks.check()
    }

    @Test("O1 L1 Eight tasks send into one inlet: nothing is lost, each keeps its order", arguments: [1, 4, 64], parallelisms)
    func senders(capacity: Int, parallelism: Int) async throws {
        let count = 1_000 * factor
        let source = HandSource<[Int]>(capacity: capacity)
        let outcome = try await source.flow().capacity(capacity).gathered().outcome("senders", parallelism: parallelism) { _ in
            await withTaskGroup(of: Void.self) { group in
                for sender in 0..<8 {
                    group.addTask {
                        for number in 0..<count { try? await source.send([sender, number]) }
                    }
                }
            }
            source.finish()
        }
        let value = outcome.value ?? []
        #expect(value.count == 8 * count)
        for sender in 0..<8 { #expect(value.filter { $0[0] == sender }.map { $0[1] } == Array(0..<count)) }
    }

    @Test("L1 T51 A chain of 100,000 nodes is built, run, cancelled and freed")
    func longChain() async throws {
        let leaks = Leaks()
        do {
            let held = leaks.watch(Tracked(1))
            var flow = Flow<Int>.counting(3)
            for _ in 0..<100_000 { flow = flow.step { $0 + held.number } }
            #expect(try await flow.reduce(0) { $0 + $1 }.run() == 300_003)
            let hand = HandSink<Int>()
            let endless = flow.first(Int.max)
            let outcome = try await hand.sink(endless).outcome("long chain", parallelism: 2) { run in
                await settle { hand.isHolding }
                run.cancel()
            }
            #expect(outcome.wasCancelled)
        }
        leaks.check()
    }

    @Test("O2 A merge of 10,000 inputs is built, run, cancelled and freed")
    func wideMerge() async throws {
        let leaks = Leaks()
        do {
            let held = leaks.watch(Tracked(1))
            let inputs = (0..<10_000).map { number in Flow<Int>.counting(2).step { $0 * held.number + number } }
            #expect(try await joined(inputs).reduce(0) { $0 + $1 }.run() == 10_000 + 9_999 * 10_000)
            let hand = HandSink<Int>()
            let outcome = try await hand.sink(joined(inputs)).outcome("wide merge", parallelism: 2) { run in
                await settle { hand.isHolding }
                run.cancel()
            }
            #expect(outcome.wasCancelled)
        }
        leaks.check()
    }

    @Test("F1 T10 A failure, a completion and a cancellation that race give one of the three, never two", arguments: parallelisms)
    func races(parallelism: Int) async throws {
        for number in 0..<(500 * factor) {
            let source = HandSource<Int>()
            let ends = Counter()
            let sink = source.flow().step { $0 }.sink(EndCounter(ends: ends))
            let outcome = try await sink.outcome("race \(number)", parallelism: parallelism) { run in
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { _ = source.offer(1); source.finish() }
                    group.addTask { source.fail(Boom()) }
                    if number % 3 == 0 { group.addTask { run.cancel() } }
                }
            }
            #expect(ends.value <= 1)
            #expect((outcome.error == nil) == (ends.value == 1 && !outcome.wasCancelled))
        }
    }
}

extension RandomGraph {
    /// The sources that a sink can reach; none is left out, for every branch ends in one.
    var usedSources: Int { sourceCount }
}

private struct EndCounter: TransformBehavior {
    let ends: Counter
    mutating func receive(_ element: Int) -> Emission<Int> { .nothing }
    mutating func finish() -> Emission<Int> {
        ends.add()
        return .emit(0)
    }
}
