import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("buffer(weighing:limit:)", .timeLimit(.minutes(5)))
struct WeighedBufferTests {
    private let source = TestSource<Int>(capacity: 1)
    private let sink = TestSink<Int>()

    private func graph(_ overflow: Overflow) -> Graph<Int> {
        Graph {
            sink.sink(source.flow.buffer(weighing: { $0 }, limit: 10, overflow: overflow).named("buffer"))
        }
    }

    /// Sends one that lies before the sink, then these.
    private func send(_ numbers: Int...) async throws {
        try await source.send(0)
        try await sink.expectNothing()
        for number in numbers { try await source.send(number) }
        try await sink.expectNothing()
    }

    @Test("a full buffer lets upstream wait")
    func suspending() async throws {
        try await graph(.suspend).run { _ in
            try await send(4, 4, 4, 5)
            try await source.expectNoDemand()
            sink.requestAll()
            try await sink.expect(0, 4, 4, 4, 5)
            source.finish()
            try await sink.expectCompletion()
        }
    }

    @Test("or drops the oldest until a new one fits, or the new one")
    func dropping() async throws {
        for (overflow, survivors) in [(Overflow.dropOldest, [4, 5]), (.dropNewest, [3, 4])] {
            let (source, sink) = (TestSource<Int>(capacity: 1), TestSink<Int>())
            let flow = source.flow.buffer(weighing: { $0 }, limit: 10, overflow: overflow).named("buffer")
            try await Graph { sink.sink(flow) }.run { run in
                try await source.send(0)
                try await sink.expectNothing()
                for number in [3, 4, 5] { try await source.send(number) }
                try await sink.expectNothing()
                #expect(run.snapshot().node("buffer")?.dropped == 1)
                sink.requestAll()
                try await sink.expect(0)
                for survivor in survivors { try await sink.expect(survivor) }
            }
        }
    }

    @Test("or fails behind what it held")
    func failing() async throws {
        let error = await #expect(throws: GraphError.self) {
            try await graph(.fail).run { run in
                try await send(4, 4, 4)
                sink.requestAll()
                try await sink.expect(0, 4, 4)
                try await sink.expectFailure()
                _ = try await run.value
            }
        }
        #expect((error?.underlying as? BufferOverflow)?.size == 2)
    }

    @Test(
        "an element heavier than the buffer fits when it is empty", arguments: [Overflow.suspend, .dropOldest, .fail])
    func heavy(overflow: Overflow) async throws {
        try await graph(overflow).run { _ in
            try await send(.max)
            sink.requestAll()
            try await sink.expect(0, .max)
        }
    }

    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<500)
        try await OperatorLaws(input, gives: input) { flow in flow.buffer(weighing: { $0 }, limit: 900) }.check()
    }

    @Test("a limit below 1 is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).buffer(weighing: { $0 }, limit: 0).collect()).count == 1)
    }
}
