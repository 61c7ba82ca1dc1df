import DataflowProbes
import DataflowTesting
import Synchronization
import Testing

@testable import Dataflow

@Suite("TimedKernel", .timeLimit(.minutes(5)))
struct TimedKernelTests {
    /// Leaves its deadline where it is, as long as it is told to.
    private struct Stuck: TimedBehavior {
        var moment = Duration.zero
        var left = Int.max
        var isThrowing = false
        var answer = Emission<Int>.nothing
        var isAccepting: Bool { true }
        var deadline: Duration? { left > 0 ? moment : nil }
        mutating func receive(_ element: Int, now: Duration) -> Emission<Int> { .emit(element) }

        mutating func fire(now: Duration) throws -> Emission<Int> {
            left -= 1
            if isThrowing { throw TestFailure() }
            return answer
        }
    }

    /// Completes when nothing has come for an hour.
    private struct IdleTimeout: TimedBehavior {
        var last = Duration.zero
        var isAccepting: Bool { true }
        var deadline: Duration? { last + .seconds(3600) }

        mutating func receive(_ element: Int, now: Duration) -> Emission<Int> {
            last = now
            return .emit(element)
        }

        mutating func fire(now: Duration) -> Emission<Int> { .finish }
        mutating func finish(now: Duration) -> Emission<Int> { .finish }
    }

    private func run(_ behavior: Stuck, _ policy: FailurePolicy = .stop) async throws -> Outcome<[Int]> {
        let flow = Flow(0..<3).transform(behavior).named("timed").onFailure(policy)
        return try await within("a stuck deadline") { try await flow.collect().outcome() }
    }

    @Test(
        "F8 A behavior that leaves a deadline that has come, and gives nothing, fails its node",
        arguments: [Emission<Int>.nothing, .several])
    func stuck(answer: Emission<Int>) async throws {
        let error = try await run(Stuck(answer: answer)).graphError
        #expect(error?.node == "timed")
        #expect((error?.underlying as? StuckDeadline)?.deadline == .zero)
        #expect(error.map { "\($0)".contains("set the deadline to nil or to a later moment") } == true)
    }

    @Test("F8 So does one that throws each time, whatever its policy")
    func throwing() async throws {
        let error = try await run(Stuck(isThrowing: true), .restart).graphError
        #expect(error?.underlying is StuckDeadline)
    }

    @Test("F8 Many deadlines in one moment are no fault")
    func many() async throws {
        #expect(try await run(Stuck(left: 20_000, isThrowing: true), .skip).value == [0, 1, 2])
    }

    @Test("T2 A deadline that moves with each element needs one timer, not one an element")
    func oneTimer() async throws {
        let clock = HandClock()
        let timekeeper = Timekeeper(EngineClock(clock))
        let bench = Bench()
        let (input, output) = (Mailbox<Int>(capacity: 1), Mailbox<Int>(capacity: 2))
        let services = NoServices(timekeeper: timekeeper)
        defer { withExtendedLifetime(services) {} }
        let wiring = bench.wiring(inputs: [input], outputs: [output], services: services)
        let node = NodeShell(TimedKernel(.copies(of: IdleTimeout()), clock: nil, wiring))
        for number in 0..<1_000 {
            clock.advance(by: .seconds(1))
            input.put([number])
            #expect(node.step(bench.turn()).outcome == .waiting)
            #expect(output.takeOut(1) == [number])
        }
        #expect(timekeeper.pendingCount == 1)
        #expect(clock.alarmCount == 1)
        #expect(bench.scheduler.externalCount.load(ordering: .relaxed) == 1)
        // Fires when it was set first, finds that nothing is due, and is set for the hour after the last element.
        clock.advance(by: .seconds(3_599))
        clock.ring()
        #expect(node.step(bench.turn()).outcome == .waiting)
        #expect(timekeeper.pendingCount == 1)
        clock.advance(by: .seconds(1))
        clock.ring()
        #expect(node.step(bench.turn()).outcome == .ended)
        #expect(timekeeper.pendingCount == 0)
        #expect(bench.scheduler.externalCount.load(ordering: .relaxed) == 0)
        await timekeeper.stop()
    }

    /// Gives what came within ten seconds, together.
    private struct Window: TimedBehavior {
        var held: [Int] = []
        var deadline: Duration?
        var isAccepting: Bool { true }

        mutating func receive(_ element: Int, now: Duration) -> Emission<Int> {
            deadline = deadline ?? now + .seconds(10)
            held.append(element)
            return .nothing
        }

        mutating func fire(now: Duration) -> Emission<Int> {
            deadline = nil
            return .several
        }

        mutating func next() -> Int? { held.isEmpty ? nil : held.removeFirst() }
        mutating func finish(now: Duration) -> Emission<Int> { fire(now: now) }
    }

    @Test("A timed behavior may give many elements at its moment and at the end, as there is room")
    func several() async throws {
        let bench = Bench()
        let clock = HandClock()
        let (input, output) = (Mailbox<Int>(capacity: 4), Mailbox<Int>(capacity: 2))
        let services = NoServices(timekeeper: Timekeeper(EngineClock(clock)))
        defer { withExtendedLifetime(services) {} }
        let wiring = bench.wiring(inputs: [input], outputs: [output], services: services)
        let node = NodeShell(TimedKernel(.copies(of: Window()), clock: nil, wiring))
        input.put([1, 2, 3])
        #expect(node.step(bench.turn()).outcome == .waiting)
        #expect(output.reader.available() == 0)
        clock.advance(by: .seconds(10))
        clock.ring()
        input.put([4, 5])
        #expect(node.step(bench.turn()).outcome == .waiting)
        #expect(output.takeOut(2) == [1, 2])
        #expect(input.count == 2, "nothing is taken while there is more to give")
        #expect(node.step(bench.turn()).outcome == .waiting)
        #expect(output.takeOut(output.reader.available()) == [3])
        input.writer.close(.finished, nil)
        #expect(node.step(bench.turn()).outcome == .waiting)
        #expect(output.takeOut(output.reader.available()) == [4, 5])
        #expect(node.step(bench.turn()).outcome == .ended)
        await services.timekeeper(nil).stop()
    }

    /// Holds each element for a second.
    private struct Late: TimedBehavior {
        var held: [Int] = []
        var deadline: Duration?
        var atFailure = Emission<Int>.nothing
        var isAccepting: Bool { held.isEmpty }
        var heldCount: Int { held.count }

        mutating func receive(_ element: Int, now: Duration) -> Emission<Int> {
            held = [element]
            deadline = now + .seconds(1)
            return .nothing
        }

        mutating func fire(now: Duration) -> Emission<Int> {
            deadline = nil
            return .emit(held.removeFirst())
        }

        mutating func inputFailed(_ error: any Error, now: Duration) -> Emission<Int> { atFailure }
    }

    @Test("E3 What is held, and what is given at a failure, goes out first, then the failure")
    func failure() async throws {
        for answer in [Emission.emit("z"), .emitLast("z"), .finish] {
            let emission: Emission<Int> =
                switch answer {
                case .emit: .emit(25)
                case .emitLast: .emitLast(25)
                default: .finish
                }
            let letters: [Character: Int] = ["a": 0, "b": 1, "z": 25]
            let isEmpty = if case .finish = answer { true } else { false }
            try await expectMarbles(
                "a--b#", gives: isEmpty ? "-a--(b#)" : "-a--(bz#)", values: letters, results: letters
            ) { $0.transform(Late(atFailure: emission)) }
        }
    }

    @Test("E4 What it drops is counted at its node, and what it holds when the run is cancelled is discarded")
    func ledger() async throws {
        struct Dropping: TimedBehavior {
            var deadline: Duration?
            var isAccepting: Bool { true }
            var heldCount: Int { deadline == nil ? 0 : 1 }
            var droppedCount = 0

            mutating func receive(_ element: Int, now: Duration) -> Emission<Int> {
                if deadline != nil { droppedCount += 1 }
                deadline = .seconds(60)
                return .nothing
            }

            mutating func fire(now: Duration) -> Emission<Int> { .finish }
        }
        let source = TestSource<Int>()
        let sink = TestSink<Int>()
        let graph = Graph { sink.sink(source.flow.transform(Dropping()).named("timed")) }
        let outcome = try await graph.outcome(clock: TestClock()) { run in
            try await source.send(1, 2, 3)
            try await sink.expectNothing()
            #expect(run.snapshot().node("timed")?.dropped == 2)
            run.cancel()
        }
        #expect(outcome.snapshot.node("timed")?.dropped == 2)
        #expect(outcome.snapshot.node("timed")?.discarded == 1)
    }

    @Test("T2 A behavior that takes its deadline back is waited for no longer")
    func takenBack() async throws {
        /// The second element takes back the deadline that the first has set.
        struct Fickle: TimedBehavior {
            var isAccepting: Bool { true }
            var deadline: Duration?

            mutating func receive(_ element: Int, now: Duration) -> Emission<Int> {
                deadline = deadline == nil ? .seconds(3_600) : nil
                return .nothing
            }

            mutating func fire(now: Duration) -> Emission<Int> { .finish }
        }
        let bench = Bench()
        let (input, output) = (Mailbox<Int>(capacity: 1), Mailbox<Int>(capacity: 1))
        let timekeeper = Timekeeper(EngineClock(HandClock()))
        let services = NoServices(timekeeper: timekeeper)
        defer { withExtendedLifetime(services) {} }
        let wiring = bench.wiring(inputs: [input], outputs: [output], services: services)
        let node = NodeShell(TimedKernel(.copies(of: Fickle()), clock: nil, wiring))
        for expected in [1, 0, 1] {
            input.put([0])
            #expect(node.step(bench.turn()).outcome == .waiting)
            #expect(timekeeper.pendingCount == expected)
            #expect(bench.scheduler.externalCount.load(ordering: .relaxed) == expected)
        }
        #expect(node.step(bench.turn(16, .cancelled)).outcome == .ended)
        #expect(bench.scheduler.externalCount.load(ordering: .relaxed) == 0)
        await timekeeper.stop()
    }
}
