import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("sample", .timeLimit(.minutes(5)))
struct SampleTests {
    @Test(
        "the newest element leaves at the end of each interval; R2 R3 at the end at once",
        arguments: [
            ("a---b-c---------d--e---f-g-h--|", "-------c-------------e------h-|"),
            ("---b----c--------|", "-------b------c--|"), ("-a-|", "---(a|)"), ("-a-#", "---(a#)"), ("|", "|"),
            // R6: what comes at the end of an interval belongs to the next one.
            ("a------b-------", "-------a------b"),
        ])
    func sampled(input: String, output: String) async throws {
        try await expectMarbles(input, gives: output) { $0.sample(every: .seconds(7)) }
    }

    @Test("what downstream does not ask for is replaced, and counted")
    func unasked() async throws {
        let (source, sink, clock) = (TestSource<Int>(capacity: 8), TestSink<Int>(), TestClock())
        try await Graph { sink.sink(source.flow.sample(every: .seconds(1)).named("sample")) }.run(clock: clock) { run in
            for number in 0..<4 {
                try await source.send(number * 10, number * 10 + 1)
                try await sink.expectNothing()
                clock.advance(by: .seconds(1))
                try await sink.expectNothing()
            }
            #expect(run.snapshot().node("sample")?.dropped == 6)
            sink.requestAll()
            try await sink.expect(1, 31)
        }
    }

    @Test("an interval without time is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).sample(every: .zero).collect()).count == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b-c--|", gives: "---b--c|") { $0.sample(every: .seconds(3)) }
    }
}
