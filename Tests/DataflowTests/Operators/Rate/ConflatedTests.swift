import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("conflated", .timeLimit(.minutes(5)))
struct ConflatedTests {
    @Test("T41 the sum is conserved in every circumstance")
    func laws() async throws {
        let input = Array(0..<500)
        let sum = [input.reduce(0, +)]
        try await OperatorLaws(input, gives: sum, nothing: [0], beforeFailure: []) {
            $0.conflated { $0 + $1 }.reduce(0) { $0 + $1 }.value
        }.check()
        try await OperatorLaws(input, gives: sum, nothing: [0], beforeFailure: []) {
            $0.conflated(into: 0) { $0 += $1 }.reduce(0) { $0 + $1 }.value
        }.check()
    }

    @Test("what comes while downstream is busy is combined in order; nothing counts as dropped")
    func busy() async throws {
        let (source, sink) = (TestSource<String>(capacity: 8), TestSink<String>())
        try await Graph { sink.sink(source.flow.conflated { $0 + $1 }.named("conflated")) }.run { run in
            try await source.send("a")
            try await sink.expectNothing()
            for letter in ["b", "c", "d"] { try await source.send(letter) }
            try await sink.expectNothing()
            #expect(run.snapshot().node("conflated")?.dropped == 0)
            sink.requestAll()
            try await sink.expect("a", "bcd")
        }
    }

    @Test("each value begins anew, and none is given without an element")
    func into() async throws {
        try await expectMarbles("a-(bc)-|", gives: "a-(bc)-|") { flow in
            flow.conflated(into: [String]()) { $0.append($1) }.map { $0.joined() }
        }
        try await expectMarbles("--|", gives: "--|") { flow in
            flow.conflated(into: [String]()) { $0.append($1) }.map { $0.joined() }
        }
    }

    @Test("R3 what has come goes out before a failure")
    func failure() async throws {
        let (source, sink) = (TestSource<Int>(capacity: 8), TestSink<Int>())
        await #expect(throws: GraphError.self) {
            try await Graph { sink.sink(source.flow.conflated { $0 + $1 }) }.run { run in
                try await source.send(1)
                try await sink.expectNothing()
                try await source.send(2, 3)
                source.fail(TestFailure(number: 7))
                try await sink.expectNothing()
                sink.requestAll()
                try await sink.expect(1, 5)
                try await sink.expectFailure(TestFailure(number: 7))
                _ = try await run.value
            }
        }
    }

    @Test("an element that cannot be added is dropped alone, where the flow says so")
    func throwing() async throws {
        let (source, sink) = (TestSource<Int>(capacity: 8), TestSink<Int>())
        let flow = source.flow.conflated { (sum: Int, number: Int) throws in
            if number == 3 { throw TestFailure() }
            return sum + number
        }
        try await Graph { sink.sink(flow.named("conflated").onFailure(.skip)) }.run { run in
            try await source.send(1)
            try await sink.expectNothing()
            try await source.send(2, 3, 4)
            try await sink.expectNothing()
            #expect(run.snapshot().node("conflated")?.dropped == 1)
            sink.requestAll()
            try await sink.expect(1, 6)
        }
    }
}
