import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("sample(on:)", .timeLimit(.minutes(5)))
struct SampleOnTests {
    @Test(
        "each element of the other flow takes the newest one, if there is a new one",
        arguments: [
            (
                [
                    "---a----b---c----------d-----|",
                    "-----x----------x---x------x---|",
                ], "-----a----------c----------d-|"
            ),
            (["----a----b----c---|", "------x-|"], "------a-----------|"), (["-----|", "--x--|"], "-----|"),
            (["-a-b-#", "--x-------"], "--a--#"), (["-a-b---", "--x--#"], "--a--#"), (["-a-b--|", "|"], "------|"),
        ])
    func marbles(sources: [String], expected: String) async throws {
        try await expectMarbles(sources, gives: expected) { $0[0].sample(on: $0[1]) }
    }

    @Test("R5 R8 a slow consumer gets the newest sample when it asks; all others are dropped and counted")
    func slow() async throws {
        let (source, ticks) = (TestSource<Int>(capacity: 8), TestSource<Int>(capacity: 8))
        let sink = TestSink<Int>()
        let dropped = try await Graph { sink.sink(source.flow.sample(on: ticks.flow).named("sample")) }.run { run in
            for number in 0..<20 {
                try await source.send(number)
                try await run.comeToRest()
                try await ticks.send(0)
                try await run.comeToRest()
            }
            sink.request(2)
            // The first one lies before the sink.
            try await sink.expect(0, 19)
            try await source.send(20, 21)
            try await ticks.send(0)
            try await run.comeToRest()
            try await source.send(22)
            try await run.comeToRest()
            source.finish()
            try await run.comeToRest()
            sink.requestAll()
            try await sink.expect(21)
            try await sink.expectCompletion()
            #expect("\(try await ticks.expectCancellation())" == "finished")
            return run.snapshot().node("sample")?.dropped
        }
        #expect(dropped == 18 + 2, "samples 1 to 18, then 20, and 22 at the end")
    }

    @Test("R3 a sample that downstream has yet to take comes before a failure")
    func failure() async throws {
        let (source, ticks) = (TestSource<Int>(capacity: 8), TestSource<Int>(capacity: 8))
        let sink = TestSink<Int>()
        await #expect(throws: GraphError.self) {
            try await Graph { sink.sink(source.flow.sample(on: ticks.flow)) }.run { run in
                for number in 0..<3 {
                    try await source.send(number)
                    try await run.comeToRest()
                    try await ticks.send(0)
                    try await run.comeToRest()
                }
                source.fail(TestFailure(number: 1))
                try await run.comeToRest()
                sink.requestAll()
                try await sink.expect(0, 2)
                try await sink.expectFailure()
                _ = try await run.value
            }
        }
    }

    @Test("samples come in order, each element once, whatever the schedule")
    func schedules() async throws {
        try await explore(seeds: 0..<200) { _ in
            let (numbers, ticks) = (Inlet<Int>(capacity: 4), Inlet<Int>(capacity: 2))
            async let samples = Flow(numbers).sample(on: Flow(ticks)).collect().run()
            for number in 0..<10 {
                try await numbers.send(number)
                if number % 3 == 2 { try await ticks.send(number) }
            }
            ticks.finish()
            numbers.finish()
            let seen = try await samples
            try #require(seen == seen.sorted() && Set(seen).count == seen.count)
        }
    }

    @Test("a satisfied consumer cancels both flows")
    func satisfied() async throws {
        let log = Recorder<ProbeSource.Event>()
        let flows = (0..<2).map { _ in Flow(source: ProbeSource(log: log)).capacity(2) }
        #expect(try await flows[0].sample(on: flows[1]).prefix(2).count().run() == 2)
        #expect(log.closings == 2)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["a-b-c-|", "---x-x"], gives: "---b-c|") { $0[0].sample(on: $0[1]) }
    }
}
