import Dataflow
import DataflowTesting
import Testing

@Suite("paced", .timeLimit(.minutes(5)))
struct PacedTests {
    struct Arrival: Sendable, Equatable {
        let element: Int
        let time: Duration
    }

    private let clock = TestClock()
    private let seen = Recorder<Arrival>()

    private func record(_ element: Int) {
        seen.record(Arrival(element: element, time: clock.elapsed))
    }

    @Test("T42: the first element leaves at once, each later one an interval after the one before")
    func instants() async throws {
        async let end: Void = Flow(0..<4).paced(every: .milliseconds(100)).forEach { record($0) }.run(clock: clock)
        try await seen.elements(atLeast: 1)
        for number in 2...4 {
            for _ in 0..<2 {
                try await clock.sleepers(atLeast: 1)
                clock.advance(by: .milliseconds(50))
            }
            try await seen.elements(atLeast: number)
        }
        // Completes with the last element, not an interval later.
        try await end
        #expect(seen.elements == (0..<4).map { Arrival(element: $0, time: .milliseconds(100 * $0)) })
    }

    @Test("an element that comes late does not wait, and the next one counts from it")
    func late() async throws {
        let inlet = Inlet<Int>()
        async let end: Void = Flow(inlet).paced(every: .seconds(10)).forEach { record($0) }.run(clock: clock)
        try await inlet.send(0)
        try await seen.elements(atLeast: 1)
        clock.advance(by: .seconds(25))
        try await inlet.send(1)
        try await seen.elements(atLeast: 2)
        try await inlet.send(2)
        inlet.finish()
        try await clock.sleepers(atLeast: 1)
        clock.advance(by: .seconds(10))
        try await end
        #expect(seen.elements.map(\.time) == [.zero, .seconds(25), .seconds(35)])
    }

    @Test("upstream waits: one element is held, the others stay in the mailbox")
    func backpressure() async throws {
        let log = Recorder<ProbeSource.Event>()
        let flow = Flow(source: ProbeSource(log: log)).capacity(2).paced(every: .seconds(1), clock: clock)
        async let end: Void = flow.prefix(3).forEach { record($0) }.run()
        for number in 1...3 {
            try await seen.elements(atLeast: number)
            // Those that left, one that waits for its moment, two in the mailbox.
            #expect(log.pulls <= number + 3)
            if number == 3 { break }
            try await clock.sleepers(atLeast: 1)
            clock.advance(by: .seconds(1))
        }
        try await end
        #expect(log.closings == 1)
    }

    @Test("a failure of upstream comes after the element that waits for its moment")
    func failure() async throws {
        let source = ProbeSource(0..<2, failing: TestFailure(number: 9))
        let sink = Flow(source: source).paced(every: .seconds(1)).forEach { record($0) }
        let clock = clock
        let run = Task { try await sink.run(clock: clock) }
        try await clock.sleepers(atLeast: 1)
        clock.advance(by: .seconds(1))
        let error = await #expect(throws: GraphError.self) { try await run.value }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 9))
        #expect(seen.elements.map(\.element) == [0, 1])
    }

    @Test("with an interval of zero paced keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<500)
        try await OperatorLaws(input, gives: input) { $0.paced(every: .zero) }.check()
    }

    @Test("cancelling a run that waits for a moment ends it")
    func cancel() async throws {
        let clock = clock
        let sink = Flow(0..<4).paced(every: .seconds(1)).ignore()
        let run = Task { try await sink.run(clock: clock) }
        try await clock.sleepers(atLeast: 1)
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
    }

    @Test("a negative interval is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).paced(every: .seconds(-1)).collect()).count == 1)
        #expect(problems(of: Flow(0..<3).paced(every: .zero).collect()).isEmpty)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("abc---|", gives: "a-b-c-|") { $0.paced(every: .seconds(2)) }
    }
}
