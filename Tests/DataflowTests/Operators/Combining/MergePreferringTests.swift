import Dataflow
import DataflowTesting
import Testing

@Suite("merge(preferring:)", .timeLimit(.minutes(5)))
struct MergePreferringTests {
    @Test("beside an empty flow it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input) { merge(preferring: $0, .empty()) }.check()
        try await OperatorLaws(input, gives: input) { merge(preferring: .empty(), $0, .empty()) }.check()
    }

    @Test("it lets through what comes, and completes with the last")
    func marbles() async throws {
        try await expectMarbles(["-a--b---|", "--x--y|"], gives: "-ax-by--|") { merge(preferring: $0[0], $0[1]) }
        try await expectMarbles(["-a--b---|", "--x--#"], gives: "-ax-b#") { merge(preferring: $0[0], $0[1]) }
    }

    @Test("what the preferred flow has goes before what the others have, and none of theirs is lost")
    func preferred() async throws {
        let (first, second) = (TestSource<Int>(capacity: 8), TestSource<Int>(capacity: 8))
        let sink = TestSink<Int>()
        try await Graph { sink.sink(merge(preferring: first.flow, second.flow).capacity(1)) }.run { run in
            try await second.send(20, 21, 22, 23, 24)
            try await run.comeToRest()
            try await first.send(10, 11, 12)
            try await run.comeToRest()
            first.finish()
            second.finish()
            sink.requestAll()
            // One lies before the sink and one behind it; all others wait for the operator.
            try await sink.expect(20, 10, 11, 12, 21, 22, 23, 24)
            try await sink.expectCompletion()
        }
    }

    @Test("a preferred flow that never ends does not starve the others", arguments: [1, 16])
    func fair(capacity: Int) async throws {
        let endless = Flow(0...).capacity(capacity).map { _ in 0 }.capacity(capacity)
        let merged = merge(preferring: endless, Flow(1...20).capacity(capacity))
        let seen = try await merged.prefix { $0 < 20 }.filter { $0 > 0 }.collect().run()
        #expect(seen == Array(1..<20))
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["-a--b---|", "--x--y|"], gives: "-ax-by--|") { merge(preferring: $0[0], $0[1]) }
    }
}
