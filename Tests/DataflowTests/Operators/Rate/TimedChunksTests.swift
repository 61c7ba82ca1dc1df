import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

/// Expects arrays, each drawn as the capital of its first letter; they are given as words.
private func expectChunks(
    _ source: String, gives expected: String, _ words: [Character: String],
    _ operation: (Flow<String>) -> Flow<[String]>
) async throws {
    let letters = source.filter(\.isLetter).map { ($0, String($0)) }
    let values = Dictionary(letters) { first, _ in first }
    try await expectMarbles(source, gives: expected, values: values, results: words) {
        operation($0).map { $0.joined() }
    }
}

@Suite("chunks(of:orAfter:)", .timeLimit(.minutes(5)))
struct TimedChunksTests {
    @Test("an array leaves when it is full, and the rest at the end")
    func full() async throws {
        try await expectChunks("ab--a-b-|", gives: "-X----X-|", ["X": "ab"]) { $0.chunks(of: 2, orAfter: .seconds(8)) }
        try await expectChunks("abcde---abcde|", gives: "----X-------X|", ["X": "abcde"]) {
            $0.chunks(of: 5, orAfter: .seconds(8))
        }
        try await expectChunks("abc-|", gives: "----(X|)", ["X": "abc"]) { $0.chunks(of: 5, orAfter: .seconds(8)) }
        try await expectChunks("--|", gives: "--|", [:]) { $0.chunks(of: 5, orAfter: .seconds(8)) }
    }

    @Test("or the interval after its first element; a full one disarms the timer")
    func due() async throws {
        try await expectChunks("-a-b---c-----|", gives: "----X-----Y--|", ["X": "ab", "Y": "c"]) {
            $0.chunks(of: 5, orAfter: .seconds(3))
        }
        try await expectChunks("ab-c------|", gives: "-X----Y---|", ["X": "ab", "Y": "c"]) {
            $0.chunks(of: 2, orAfter: .seconds(3))
        }
        // R6: what comes in the moment in which an array is due begins the next one.
        try await expectChunks("a--b----", gives: "---X--Y-", ["X": "a", "Y": "b"]) {
            $0.chunks(of: 9, orAfter: .seconds(3))
        }
    }

    @Test("R3 a failure comes after the rest")
    func failure() async throws {
        try await expectChunks("abc#", gives: "---(X#)", ["X": "abc"]) { $0.chunks(of: 5, orAfter: .seconds(8)) }
        try await expectChunks("abc#", gives: "---(X#)", ["X": "abc"]) { $0.chunks(every: .seconds(8)) }
    }

    @Test("an array that is due while downstream is busy goes on filling, then upstream waits")
    func busy() async throws {
        let (source, sink, clock) = (TestSource<Int>(capacity: 1), TestSink<[Int]>(), TestClock())
        let flow = source.flow.chunks(of: 3, orAfter: .seconds(1)).capacity(1)
        try await Graph { sink.sink(flow) }.run(clock: clock) { _ in
            for number in 0..<5 {
                try await source.send(number)
                try await sink.expectNothing()
                clock.advance(by: .seconds(1))
                try await sink.expectNothing()
            }
            try await source.expectNoDemand()
            sink.requestAll()
            try await sink.expect([0], [1, 2, 3])
            try await sink.expectNothing()
            clock.advance(by: .seconds(1))
            try await sink.expect([4])
        }
    }

    @Test("chunks(every:) gives the elements of each interval, and none for an empty one")
    func every() async throws {
        try await expectChunks("-ab--------c-----d|", gives: "----X-------Y-----(Z|)", ["X": "ab", "Y": "c", "Z": "d"])
        {
            $0.chunks(every: .seconds(4))
        }
        // R6: what comes at the end of an interval belongs to the next one.
        try await expectChunks("a---b---", gives: "----X---Y", ["X": "a", "Y": "b"]) { $0.chunks(every: .seconds(4)) }
        try await expectChunks("abc-----", gives: "-X--Y---", ["X": "ab", "Y": "c"]) {
            $0.chunks(every: .seconds(4), max: 2)
        }
    }

    @Test("with a long interval they keep the laws of every operator")
    func laws() async throws {
        let input = Array(0..<7)
        let output = [[0, 1, 2], [3, 4, 5], [6]]
        try await OperatorLaws(input, gives: output) { $0.chunks(of: 3, orAfter: .seconds(3_600)) }.check()
        try await OperatorLaws(input, gives: output) { $0.chunks(every: .seconds(3_600), max: 3) }.check()
        try await OperatorLaws(input, gives: input) { $0.chunks(of: 2, orAfter: .nanoseconds(1)).flatMap { $0 } }
            .check()
    }

    @Test("R4 what is gathered in a run that is cancelled is counted as discarded")
    func cancel() async throws {
        let (source, sink) = (TestSource<Int>(), TestSink<[Int]>())
        let flow = source.flow.chunks(of: 9, orAfter: .seconds(1)).named("chunks")
        let outcome = try await Graph { sink.sink(flow) }.outcome(clock: TestClock()) { run in
            try await source.send(1, 2, 3)
            try await sink.expectNothing()
            run.cancel()
        }
        #expect(outcome.snapshot.node("chunks")?.discarded == 3)
    }

    @Test("an array without elements, or without time, is found before the graph runs")
    func limits() {
        let flow = Flow(0..<3)
        #expect(problems(of: flow.chunks(of: 0, orAfter: .seconds(1)).collect()).count == 1)
        #expect(problems(of: flow.chunks(of: 1, orAfter: .zero).collect()).count == 1)
        #expect(problems(of: flow.chunks(every: .seconds(-1)).collect()).count == 1)
        #expect(problems(of: flow.chunks(every: .seconds(1), max: 0).collect()).count == 1)
        #expect(problems(of: flow.chunks(of: .max, orAfter: .seconds(1)).collect()).isEmpty)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("ab--c|", gives: "--'ab'--(c|)") {
            $0.chunks(of: 3, orAfter: .seconds(2)).map { $0.joined() }
        }
        try await expectMarbles("ab-c-|", gives: "--'ab'-c|") { $0.chunks(every: .seconds(2)).map { $0.joined() } }
    }
}
