import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("flatMapFirst", .timeLimit(.minutes(5)))
struct FlatMapFirstTests {
    private static func twice(_ letter: String) -> Flow<String> {
        Flow<Int>.every(.seconds(2)).prefix(2).map { _ in letter }
    }

    @Test("what comes while a flow lives is dropped; upstream's end does not end the flow")
    func drops() async throws {
        try await expectMarbles("-ab-c--d--|", gives: "---a-a---d-(d|)") { $0.flatMapFirst(Self.twice) }
        try await expectMarbles("-a|", gives: "---a-(a|)") { $0.flatMapFirst(Self.twice) }
        try await expectMarbles("---|", gives: "---|") { $0.flatMapFirst(Self.twice) }
    }

    @Test("what is dropped is counted")
    func counts() async throws {
        let (source, gate, seen) = (TestSource<Int>(), Gate(), Recorder<Int>())
        let flow = source.flow.flatMapFirst { number in
            Flow<Int> { emit in
                try await emit(number)
                try await gate.pass()
            }
        }.named("first")
        let snapshot = try await Graph { flow.forEach { seen.record($0) } }.run { run in
            for number in 0..<5 { try await source.send(number) }
            await settle { run.snapshot()["first"]?.dropped == 4 }
            gate.open()
            source.finish()
            try await run.value
            return run.snapshot()
        }
        #expect(seen.elements == [0])
        #expect(snapshot["first"]?.dropped == 4)
        #expect(snapshot["first"]?.received == 6, "five from upstream, one from the flow")
    }

    @Test("a failure of the flow or of upstream ends it")
    func fails() async throws {
        try await expectMarbles("-a--#", gives: "---a#") { $0.flatMapFirst(Self.twice) }
        try await expectMarbles("-ab", gives: "-(a#)") {
            $0.flatMapFirst { concat(.just($0), .failing(TestFailure())) }
        }
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("-ab-c--d--|", gives: "---a-a---d-(d|)") {
            $0.flatMapFirst { letter in Flow<Int>.every(.seconds(2)).prefix(2).map { _ in letter } }
        }
    }
}
