import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("keepAlive", .timeLimit(.minutes(5)))
struct KeepAliveTests {
    @Test(
        "puts in an element after each interval without one",
        arguments: [
            ("a-------b-|", "a--x--x-b-|"), ("-------|", "---x--x|"), ("ababab|", "ababab|"), ("a--#", "a--(x#)"),
            ("a--b|", "a--(xb)|"), ("|", "|"),
        ])
    func intervals(input: String, output: String) async throws {
        try await expectMarbles(input, gives: output) { $0.keepAlive(every: .seconds(3)) { "x" } }
    }

    @Test("but none before a consumer that is busy")
    func busy() async throws {
        let (source, sink, clock) = (TestSource<Int>(capacity: 4), TestSink<Int>(), TestClock())
        let flow = source.flow.keepAlive(every: .seconds(3)) { -1 }.capacity(1)
        try await Graph { sink.sink(flow) }.run(clock: clock) { _ in
            try await source.send(1)
            try await sink.expectNothing()
            clock.advance(by: .seconds(60))
            try await sink.expectNothing()
            sink.requestAll()
            try await sink.expect(1)
            try await sink.expectNothing()
            clock.advance(by: .seconds(3))
            try await sink.expect(-1)
        }
    }

    @Test("with time enough it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<500)
        try await OperatorLaws(input, gives: input) { $0.keepAlive(every: .seconds(3_600)) { -1 } }.check()
    }

    @Test("no time at all is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).keepAlive(every: .zero) { 0 }.collect()).count == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a----b|", gives: "a-x-xb|") { $0.keepAlive(every: .seconds(2)) { "x" } }
    }
}
