import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("timeout", .timeLimit(.minutes(5)))
struct TimeoutTests {
    @Test(
        "fails when an element is waited for too long",
        arguments: [
            ("-------a--b--|", "-----#"), ("--a--b--c--d--e--|", "--a--b--c--d--e--|"),
            ("---a---b---c------d---e---|", "---a---b---c----#"), ("-", "-----#"), ("----|", "----|"),
            ("----#", "----#"), ("a---b---|", "a---b---|"), ("|", "|"),
        ])
    func next(input: String, output: String) async throws {
        try await expectMarbles(input, gives: output) { $0.timeout(.seconds(5)) }
    }

    @Test(
        "to the first element only",
        arguments: [
            ("---a-----------------------b---|", "---a-----------------------b---|"), ("-", "----------#"),
            ("-----|", "-----|"),
        ])
    func first(input: String, output: String) async throws {
        try await expectMarbles(input, gives: output) { $0.timeout(first: .seconds(10)) }
    }

    @Test(
        "to the end",
        arguments: [("-a-b--|", "-a-b--|"), ("-a-b-c-d-e-f", "-a-b-c-d-(e#)"), ("--------|", "--------|")])
    func whole(input: String, output: String) async throws {
        try await expectMarbles(input, gives: output) { $0.timeout(whole: .seconds(9)) }
    }

    @Test(
        "with a fallback the flow goes on with that",
        arguments: [
            ("a-------b|", "a----(xy|)"), ("----|", "----|"), ("a-#", "a-#"), ("a---b------|", "a---b----(xy|)"),
        ])
    func fallback(input: String, output: String) async throws {
        try await expectMarbles(input, gives: output) { $0.timeout(.seconds(5), else: Flow(["x", "y"])) }
    }

    @Test("each kind has its fallback, and none takes the failure of another timeout for its own")
    func fallbacks() async throws {
        let fallback = Flow(["x"])
        try await expectMarbles("-------", gives: "-----(x|)") { $0.timeout(first: .seconds(5), else: fallback) }
        try await expectMarbles("a-b-c-d-", gives: "a-b-c(x|)") { $0.timeout(whole: .seconds(5), else: fallback) }
        try await expectMarbles("a-------", gives: "a--#") {
            $0.timeout(.seconds(3)).timeout(.seconds(5), else: fallback)
        }
        try await expectMarbles("a-------", gives: "a--(y|)") {
            $0.timeout(.seconds(3), else: Flow(["y"])).timeout(.seconds(5), else: fallback)
        }
    }

    @Test("a fallback that fails, or cannot run, is a failure; the error of the latter is the timeout's")
    func failingFallback() async throws {
        try await expectMarbles("a------", gives: "a-#") {
            $0.timeout(.seconds(2), else: .failing(MarbleFailure()))
        }
        let clock = TestClock()
        let flow = Flow<Int>.never().timeout(.seconds(1), else: Flow(0..<3).capacity(0)).named("late")
        let outcome = try await flow.ignore().outcome(clock: clock) { _ in
            try await clock.sleepers(atLeast: 1)
            clock.advance(by: .seconds(1))
        }
        #expect(outcome.graphError?.node == "late")
        #expect(outcome.graphError?.underlying as? FlowTimeout == FlowTimeout(kind: .next, limit: .seconds(1)))
        #expect(outcome.graphError?.others.first?.error is InvalidGraph)
    }

    @Test("the error says what took too long")
    func error() async throws {
        let clock = TestClock()
        for (flow, kind) in [
            (Flow<Int>.never().timeout(.seconds(1)), FlowTimeout.Kind.next),
            (Flow<Int>.never().timeout(first: .seconds(1)), .first),
            (Flow<Int>.never().timeout(whole: .seconds(1)), .whole),
        ] {
            let outcome = try await flow.named("late").ignore().outcome(clock: clock) { _ in
                try await clock.sleepers(atLeast: 1)
                clock.advance(by: .seconds(1))
            }
            #expect(outcome.graphError?.node == "late")
            #expect(outcome.graphError?.underlying as? FlowTimeout == FlowTimeout(kind: kind, limit: .seconds(1)))
        }
    }

    @Test("a slow consumer never causes a failure", arguments: [FlowTimeout.Kind.next, .first, .whole])
    func slowConsumer(kind: FlowTimeout.Kind) async throws {
        let (source, sink, clock) = (TestSource<Int>(capacity: 4), TestSink<Int>(), TestClock())
        let flow =
            switch kind {
            case .first: source.flow.timeout(first: .seconds(5))
            case .whole: source.flow.timeout(whole: .seconds(5))
            default: source.flow.timeout(.seconds(5))
            }
        try await Graph { sink.sink(flow.capacity(1)) }.run(clock: clock) { _ in
            try await source.send(1, 2)
            try await sink.expectNothing()
            clock.advance(by: .seconds(60))
            try await sink.expectNothing()
            sink.request(2)
            try await sink.expect(1, 2)
            try await sink.expectNothing()
            clock.advance(by: .seconds(4))
            sink.request(1)
            try await source.send(3)
            try await sink.expect(3)
        }
    }

    @Test("of demand: fails when downstream takes nothing for so long while an element waits")
    func demand() async throws {
        let (source, sink, clock) = (TestSource<Int>(capacity: 4), TestSink<Int>(), TestClock())
        let flow = source.flow.timeout(demand: .seconds(5)).capacity(1).named("late")
        let outcome = try await Graph { sink.sink(flow) }.outcome(clock: clock) { _ in
            try await source.send(1)
            try await sink.expectNothing()
            clock.advance(by: .seconds(60))
            try await sink.expectNothing()
            try await source.send(2)
            try await sink.expectNothing()
            clock.advance(by: .seconds(4))
            try await sink.expectNothing()
            sink.request(1)
            try await sink.expect(1)
            try await source.send(3)
            try await sink.expectNothing()
            clock.advance(by: .seconds(5))
            try await sink.expectNothing()
            sink.requestAll()
            try await sink.expect(2)
            try await sink.expectFailure()
        }
        #expect(outcome.graphError?.underlying as? FlowTimeout == FlowTimeout(kind: .demand, limit: .seconds(5)))
    }

    @Test("an element that is there when the time is over is in time; then the wait begins anew")
    func ties() async throws {
        let (bench, clock) = (Bench(), HandClock())
        let (input, output) = (Mailbox<Int>(capacity: 1), Mailbox<Int>(capacity: 4))
        let services = NoServices(timekeeper: Timekeeper(EngineClock(clock)))
        defer { withExtendedLifetime(services) {} }
        let wiring = bench.wiring(inputs: [input], outputs: [output], services: services)
        let node = NodeShell(
            PatienceKernel<Int>(
                .next, .seconds(5), .fail(FlowTimeout(kind: .next, limit: .seconds(5))), clock: nil, wiring))
        #expect(node.step(bench.turn()).outcome == .waiting)
        for number in 0..<3 {
            clock.advance(by: .seconds(5))
            clock.ring()
            input.put([number])
            while node.step(bench.turn()).outcome == .again {}
            #expect(output.takeOut(1) == [number])
        }
        clock.advance(by: .seconds(5))
        clock.ring()
        #expect(node.step(bench.turn()).outcome == .ended)
        await services.timekeeper(nil).stop()
    }

    @Test("catch goes on with another flow")
    func recovered() async throws {
        try await expectMarbles("-a------|", gives: "-a----(yz|)") { flow in
            flow.timeout(.seconds(5)).catch { _ in Flow(["y", "z"]) }
        }
    }

    @Test("with time enough it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<500)
        try await OperatorLaws(input, gives: input) { $0.timeout(.seconds(3_600)) }.check()
        try await OperatorLaws(input, gives: input) { $0.timeout(first: .seconds(3_600)) }.check()
        try await OperatorLaws(input, gives: input) { $0.timeout(whole: .seconds(3_600)) }.check()
        try await OperatorLaws(input, gives: input) { $0.timeout(demand: .seconds(3_600)) }.check()
    }

    @Test("no time at all is found before the graph runs")
    func limits() {
        let flow = Flow(0..<3)
        for faulty in [flow.timeout(.zero), flow.timeout(first: .seconds(-1)), flow.timeout(whole: .zero)] {
            #expect(problems(of: faulty.collect()).count == 1)
        }
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b----", gives: "a-b--#") { $0.timeout(.seconds(3)) }
        try await expectMarbles("----a", gives: "---#") { $0.timeout(first: .seconds(3)) }
        try await expectMarbles("a-b-c-d", gives: "a-b-c#") { $0.timeout(whole: .seconds(5)) }
    }
}
