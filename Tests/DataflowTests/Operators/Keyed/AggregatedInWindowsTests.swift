import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("aggregated in windows", .timeLimit(.minutes(5)))
struct AggregatedInWindowsTests {
    private typealias Windows = (results: Flow<WindowResult<Int, Int>>, late: Flow<Event>)

    /// Numbers whose tens are the time in seconds and whose ones are the key.
    private func events(_ numbers: [Int]) -> Flow<Event> { events(Flow(numbers)) }

    private func events(_ numbers: Flow<Int>) -> Flow<Event> {
        numbers.map { Event(key: $0 % 10, time: $0 / 10, number: $0) }
    }

    private func tumbling(_ flow: Flow<Event>, lateness: Int = 0, outOfOrder: Int = 0) -> Windows {
        flow.aggregated(
            by: \.key, in: .tumbling(of: .seconds(10)), at: \.moment, outOfOrder: .seconds(outOfOrder),
            allowedLateness: .seconds(lateness), into: 0
        ) { $0 += $1.number }
    }

    @Test("the results keep the laws of every operator, and the values so far come before a failure")
    func laws() async throws {
        let input = Array(0..<1_000)
        let sums = (0..<10).flatMap { window in
            (0..<10).map { key in
                [window * 10, key, input.filter { $0 / 100 == window && $0 % 10 == key }.reduce(0, +), 10]
            }
        }
        try await OperatorLaws(input, gives: sums) { flow in
            let (results, late) = tumbling(events(flow))
            // A failure comes by both flows; the one by the late ones would be first.
            let none = late.map { _ in [Int]() }.catch { _ in .empty() }
            return merge(
                results.map { [Int($0.window.lowerBound.components.seconds), $0.key, $0.value, $0.count] }, none)
        }.check()
    }

    @Test("K1 an element after the window's end changes its value while it is allowed, and is late then")
    func late() async throws {
        let (results, late) = tumbling(events([10, 20, 150, 31, 40, 210, 50]), lateness: 10)
        let (fired, left) = try await Graph {
            results.collect()
            late.map(\.number).collect()
        }.run()
        #expect(left == [50])
        #expect(fired.map(\.value) == [30, 31, 70, 150, 210])
        #expect(fired.map(\.count) == [2, 1, 3, 1, 1])
        #expect(fired.map(\.firing) == [.onTime, .late, .late, .onTime, .onTime])
        #expect(fired[0].window == .zero ..< .seconds(10))
    }

    @Test("K1 within outOfOrder a window waits for its elements")
    func outOfOrder() async throws {
        let (results, late) = tumbling(events([10, 120, 40, 131, 50]), outOfOrder: 3)
        let (fired, left) = try await Graph {
            results.map(\.value).collect()
            late.map(\.number).collect()
        }.run()
        #expect(fired == [50, 120, 131] && left == [50])
    }

    @Test("sliding windows give each element to every window that it is in; sessions join")
    func others() async throws {
        let (sliding, late) = events([0, 70, 120]).aggregated(
            by: \.key, in: .sliding(of: .seconds(10), every: .seconds(5)), at: \.moment, into: 0
        ) { $0 += $1.number }
        let (sessions, later) = events([0, 80, 40, 200]).aggregated(
            by: \.key, in: .session(gap: .seconds(5)), at: \.moment, outOfOrder: .seconds(5), into: 0, combine: +
        ) { $0 += $1.number }
        let (slid, joined, _, _) = try await Graph {
            sliding.map(\.value).collect()
            sessions.map { [Int($0.window.upperBound.components.seconds), $0.value] }.collect()
            late.ignore()
            later.ignore()
        }.run()
        #expect(slid == [0, 70, 190, 120])
        #expect(joined == [[13, 120], [25, 200]])
    }

    @Test("without elements for a while the watermark goes on with the clock")
    func idle() async throws {
        let (source, sink, clock) = (TestSource<Int>(), TestSink<Int>(), TestClock())
        let events = source.flow.map { Event(key: 0, time: $0, number: $0) }
        let (results, late) = events.aggregated(
            by: \.key, in: .tumbling(of: .seconds(10)), at: \.moment, outOfOrder: .seconds(2), idleFor: .seconds(3),
            into: 0
        ) { $0 += $1.number }
        let graph = Graph {
            sink.sink(results.map(\.value))
            late.map(\.number).collect()
        }
        try await graph.run(clock: clock) { _ in
            sink.requestAll()
            try await source.send(4)
            try await sink.expectNothing()
            clock.advance(by: .seconds(7))
            try await sink.expectNothing()
            clock.advance(by: .seconds(1))
            try await sink.expect(4)
            // The watermark stays where the clock has brought it: 5 would be late, 11 is not.
            try await source.send(11, 29)
            try await sink.expect(11)
        }
    }

    @Test("a closure that throws leaves its element out with .skip; one value too many, and an odd time, fail")
    func failures() async throws {
        let (some, rest) = events([10, 11, 12]).aggregated(
            by: { (event: Event) throws in
                if event.number == 11 { throw TestFailure(number: 11) }
                return event.key
            }, in: .tumbling(of: .seconds(10)), at: \.moment, into: 0
        ) { $0 += $1.number }
        let graph = Graph {
            some.onFailure(.skip).named("windows").map(\.value).collect()
            rest.ignore()
        }
        let (values, _) = try await graph.run()
        #expect(values == [10, 12])
        for (number, limit) in [(30, 1), (Int.max, 10)] {
            let events = Flow([10, 11, number]).map { Event(key: $0, time: $0, number: $0) }
            let (results, late) = events.aggregated(
                by: \.key, in: .tumbling(of: .seconds(100)), at: \.moment, maxKeys: limit, into: 0
            ) { $0 += $1.number }
            let failing = Graph {
                results.ignore()
                late.ignore()
            }
            let error = await #expect(throws: GraphError.self) { try await failing.run() }
            #expect(error?.node == "aggregated")
            #expect(limit == 1 ? error?.underlying is TooManyKeys : error?.underlying is EventTimeOutOfRange)
        }
    }

    @Test("windows without length, number or gap are found before the graph runs")
    func limits() {
        func problem(_ windows: EventWindows, outOfOrder: Int = 0, lateness: Int = 0, idle: Int? = nil) -> Int {
            let (results, late) = events([1]).aggregated(
                by: \.key, in: windows, at: \.moment, outOfOrder: .seconds(outOfOrder),
                allowedLateness: .seconds(lateness), idleFor: idle.map { .seconds($0) }, into: 0
            ) { $0 += $1.number }
            return problems(of: merge(results.map(\.value), late.map(\.number)).ignore()).count
        }
        let day = EventWindows.tumbling(of: .seconds(86_400))
        #expect(problem(day, outOfOrder: 5, lateness: 5, idle: 5) == 0)
        #expect(problem(.tumbling(of: .zero)) == 1 && problem(.tumbling(of: .seconds(Int64.max))) == 1)
        #expect(problem(.sliding(of: .seconds(1), every: .zero)) == 1)
        #expect(problem(.sliding(of: .seconds(1), every: .seconds(2))) == 1)
        #expect(problem(.sliding(of: .seconds(1 << 20), every: .seconds(1))) == 1)
        #expect(problem(day, outOfOrder: -1) == 1 && problem(day, lateness: -1) == 1 && problem(day, idle: 0) == 1)
        let (results, late) = events([1]).aggregated(
            by: \.key, in: .session(gap: .zero), at: \.moment, maxKeys: 1, into: 0, combine: +
        ) { $0 += $1.number }
        #expect(problems(of: merge(results.map(\.value), late.map(\.number)).ignore()).count == 1)
    }
}
