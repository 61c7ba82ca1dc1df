import Dataflow
import DataflowTesting
import Testing

@Suite("prefix(while:)", .timeLimit(.minutes(5)))
struct PrefixWhileTests {
    @Test("prefix(while:) keeps the laws of every operator, with both kinds of closure")
    func laws() async throws {
        let input = [1, 2, 9, 3]
        try await OperatorLaws(input, gives: [1, 2], isSatisfied: true) { $0.prefix { $0 < 5 } }.check()
        try await OperatorLaws(input, gives: [1, 2], isSatisfied: true) { $0.prefix { await doubled($0) < 10 } }.check()
        try await OperatorLaws(input, gives: input) { $0.prefix { $0 < 10 } }.check()
        try await OperatorLaws(input, gives: input) { $0.prefix { await doubled($0) < 20 } }.check()
    }

    @Test("the first element that is not included ends the flow and closes the source")
    func completes() async throws {
        let log = Recorder<ProbeSource.Event>()
        let sync = Flow(source: ProbeSource(log: log)).prefix { $0 < 3 }
        let async = Flow(source: ProbeSource(log: log)).prefix { await doubled($0) < 6 }
        #expect(try await sync.collect().run() == [0, 1, 2])
        #expect(try await async.collect().run() == [0, 1, 2])
        #expect(log.closings == 2)
    }

    @Test("a predicate that throws fails the flow, or drops its element if told so")
    func failure() async throws {
        let sync = Flow(0..<9).prefix { try refusing(2, $0) < 4 }
        let async = Flow(0..<9).prefix { try await asyncRefusing(2, $0) < 4 }
        for flow in [sync, async] {
            let error = await #expect(throws: GraphError.self) { try await flow.collect().run() }
            #expect(error?.underlying as? TestFailure == TestFailure(number: 2))
            #expect(try await flow.onFailure(.skip).collect().run() == [0, 1, 3])
        }
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("1-2-3-1|", gives: "1-2-|") { $0.prefix { $0 < "3" } }
    }
}
