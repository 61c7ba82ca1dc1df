import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("debounce", .timeLimit(.minutes(5)))
struct DebounceTests {
    @Test(
        "the newest element leaves once the interval has passed without another",
        arguments: [
            ("abcd----e---f-g----|", "------d----e-----g-|"),
            ("-a--(bc)--------------d-------|", "----a--c--------------d----|"),
            ("a--b", "---a--b"),
            ("abcdef--", "--------f"),
            ("----|", "----|"), ("|", "|"), ("----#", "----#"), ("#", "#"), ("-", "-"),
        ])
    func pauses(input: String, output: String) async throws {
        try await expectMarbles(input, gives: output) { $0.debounce(for: .seconds(3)) }
    }

    @Test(
        "R2 R3 the element that waits is sent at once before the end",
        arguments: [("abcd----e---f-g-|", "------d----e----(g|)"), ("ab#", "--(b#)"), ("a|", "-(a|)")])
    func ends(input: String, output: String) async throws {
        try await expectMarbles(input, gives: output) { $0.debounce(for: .seconds(3)) }
    }

    @Test("R6 what is due in the moment of a failure, or of another element, comes before it")
    func ties() async throws {
        try await expectMarbles("-a--------b------c----#", gives: "------a--------b------(c#)") {
            $0.debounce(for: .seconds(5))
        }
        try await expectMarbles("a-b-c-|", gives: "--a-b-(c|)") { $0.debounce(for: .seconds(2)) }
    }

    @Test("an element may say how long the pause is; one with none leaves at once, and is not replaced")
    func byElement() async throws {
        try await expectMarbles("xa-xb-abx-----|", gives: "-a--b-ab--x---|") { flow in
            flow.debounce { $0 == "x" ? .seconds(2) : .zero }
        }
        try await expectMarbles("a-x-|", gives: "a---(x|)") { flow in
            flow.debounce { $0 == "x" ? .seconds(2) : .seconds(-1) }
        }
    }

    @Test("one that matured and was not asked for is replaced by a newer one, and counted")
    func unasked() async throws {
        let (source, sink, clock) = (TestSource<Int>(capacity: 8), TestSink<Int>(), TestClock())
        let flow = source.flow.debounce(for: .seconds(1)).named("debounce")
        try await Graph { sink.sink(flow) }.run(clock: clock) { run in
            for number in 0..<4 {
                try await source.send(number)
                try await sink.expectNothing()
                clock.advance(by: .seconds(1))
                try await sink.expectNothing()
            }
            // The first lay before the sink when the second came.
            #expect(run.snapshot().node("debounce")?.dropped == 2)
            sink.requestAll()
            try await sink.expect(0, 3)
            source.finish()
            try await sink.expectCompletion()
        }
    }

    @Test("R4 what waits in a run that is cancelled is counted as discarded")
    func cancel() async throws {
        let (source, sink) = (TestSource<Int>(), TestSink<Int>())
        let flow = source.flow.debounce(for: .seconds(1)).named("debounce")
        let outcome = try await Graph { sink.sink(flow) }.outcome(clock: TestClock()) { run in
            try await source.send(1)
            try await sink.expectNothing()
            run.cancel()
        }
        #expect(outcome.snapshot.node("debounce")?.discarded == 1)
    }

    @Test("R4 a drain sends what waits at once")
    func drain() async throws {
        let (source, sink) = (TestSource<Int>(), TestSink<Int>())
        sink.requestAll()
        try await Graph { sink.sink(source.flow.debounce(for: .seconds(9))) }.run(clock: TestClock()) { run in
            try await source.send(1)
            try await sink.expectNothing()
            try await run.drain(deadline: .seconds(100))
            try await sink.expect(1)
            try await sink.expectCompletion()
        }
    }

    @Test("T2 ten thousand elements need one timer")
    func oneTimer() async throws {
        let (source, sink, clock) = (TestSource<Int>(capacity: 64), TestSink<Int>(), TestClock())
        sink.requestAll()
        try await Graph { sink.sink(source.flow.debounce(for: .seconds(60))) }.run(clock: clock) { _ in
            for number in 0..<1_000 {
                try await source.send(number)
                if number % 100 == 0 { clock.advance(by: .seconds(1)) }
            }
            try await sink.expectNothing()
            clock.advance(by: .seconds(60))
            try await sink.expect(999)
        }
    }

    @Test("with an interval of zero debounce keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<500)
        try await OperatorLaws(input, gives: input) { $0.debounce(for: .zero) }.check()
        try await OperatorLaws(input, gives: [499]) { $0.debounce(for: .seconds(3_600)) }.check()
    }

    @Test("a pause that cannot be found out fails the flow, or drops the element where it says so")
    func throwing() async throws {
        let flow = Flow(0..<5).debounce { number in
            if number == 3 { throw TestFailure(number: 3) }
            return .zero
        }
        await #expect(throws: GraphError.self) { try await flow.collect().run() }
        #expect(try await flow.onFailure(.skip).collect().run() == [0, 1, 2, 4])
    }

    @Test("a negative interval is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).debounce(for: .seconds(-1)).collect()).count == 1)
        #expect(problems(of: Flow(0..<3).debounce(for: .zero).collect()).isEmpty)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("-ab---c---|", gives: "----b---c-|") { $0.debounce(for: .seconds(2)) }
    }
}
