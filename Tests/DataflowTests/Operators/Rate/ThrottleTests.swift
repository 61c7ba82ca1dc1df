import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("throttle", .timeLimit(.minutes(5)))
struct ThrottleTests {
    @Test(
        "the first leaves at once, then the newest of each interval at its end, without waiting for another element",
        arguments: [
            (2, "abcdefghijk|", "a-b-d-f-h-j-(k|)"), (3, "abcdef---", "a--c--f--"),
            (2, "--a--b--c--d--e--f--g|", "--a--b--c--d--e--f--g|"), (3, "ab-------", "a--b-----"),
            (3, "a-----b", "a-----b"), (3, "ab-----c", "a--b---c"), (3, "ab---c", "a--b--c"),
        ])
    func latest(interval: Int, input: String, output: String) async throws {
        try await expectMarbles(input, gives: output) { $0.throttle(for: .seconds(interval)) }
    }

    @Test(
        "without latest, all that come within an interval are dropped",
        arguments: [
            ("-a-x-y----b---x-cx---|", "-a--------b-----c----|"), ("-a--------b-----c----|", "-a--------b-----c----|"),
            ("-a--(bc)------d------", "-a---------d------"), ("ab|", "a-|"), ("a----b", "a----b"), ("-----#", "-----#"),
        ])
    func first(input: String, output: String) async throws {
        try await expectMarbles(input, gives: output) { $0.throttle(for: .seconds(5), latest: false) }
    }

    @Test(
        "R2 R3 the end waits for the element that waits for the end of its interval",
        arguments: [
            ("ab|", "a--(b|)"), ("ab#", "a--(b#)"), ("a|", "a|"), ("a#", "a#"), ("|", "|"), ("abc---|", "a--c--|"),
        ])
    func ends(input: String, output: String) async throws {
        try await expectMarbles(input, gives: output) { $0.throttle(for: .seconds(3)) }
    }

    @Test("what waits until downstream asks is replaced by a newer one, or keeps its place", arguments: [true, false])
    func unasked(latest: Bool) async throws {
        let (source, sink, clock) = (TestSource<Int>(capacity: 8), TestSink<Int>(), TestClock())
        let flow = source.flow.throttle(for: .seconds(1), latest: latest).named("throttle")
        try await Graph { sink.sink(flow) }.run(clock: clock) { run in
            for number in 0..<4 {
                try await source.send(number)
                try await sink.expectNothing()
                clock.advance(by: .seconds(1))
                try await sink.expectNothing()
            }
            #expect(run.snapshot().node("throttle")?.dropped == 2)
            sink.requestAll()
            try await sink.expect(0, latest ? 3 : 1)
        }
    }

    @Test("dropped elements are counted", arguments: [true, false])
    func dropped(latest: Bool) async throws {
        let flow = Flow(0..<100).throttle(for: .seconds(1), latest: latest).named("throttle")
        let (values, snapshot) = try await simulate(seed: 7) { _ in
            try await runToEnd(Graph { flow.collect() })
        }.value
        #expect(values.count + (snapshot.node("throttle")?.dropped ?? 0) == 100)
        if latest { #expect(values.last == 99) }
    }

    @Test("with an interval of zero throttle keeps the laws of every operator", arguments: [true, false])
    func laws(latest: Bool) async throws {
        let input = Array(0..<500)
        try await OperatorLaws(input, gives: input) { $0.throttle(for: .zero, latest: latest) }.check()
    }

    @Test("two never leave within one interval, whatever downstream does")
    func spacing() async throws {
        let (source, sink, clock) = (TestSource<Int>(capacity: 8), TestSink<Int>(), TestClock())
        try await Graph { sink.sink(source.flow.throttle(for: .seconds(2))) }.run(clock: clock) { _ in
            try await source.send(0)
            try await source.send(1)
            try await sink.expectNothing()
            clock.advance(by: .seconds(5))
            try await sink.expectNothing()
            sink.request(2)
            // The second leaves only now, and begins an interval.
            try await sink.expect(0, 1)
            try await source.send(2)
            sink.requestAll()
            try await sink.expectNothing()
            clock.advance(by: .seconds(2))
            try await sink.expect(2)
        }
    }

    @Test("a negative interval is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).throttle(for: .seconds(-1)).collect()).count == 1)
        #expect(problems(of: Flow(0..<3).throttle(for: .zero).collect()).isEmpty)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("ab-c---|", gives: "a--b--c|") { $0.throttle(for: .seconds(3)) }
    }
}
