import Dataflow
import DataflowTesting
import Testing

@Suite("filter", .timeLimit(.minutes(5)))
struct FilterTests {
    @Test("filter keeps the laws of every operator, with both kinds of closure")
    func laws() async throws {
        let (input, output) = (Array(0..<100), Array(stride(from: 0, to: 100, by: 3)))
        try await OperatorLaws(input, gives: output) { $0.filter { $0 % 3 == 0 } }.check()
        try await OperatorLaws(input, gives: output) { $0.filter { await doubled($0) % 3 == 0 } }.check()
    }

    @Test("filter that lets nothing through completes with its input")
    func nothing() async throws {
        #expect(try await Flow(0..<1_000).filter { _ in false }.collect().run() == [])
        #expect(try await Flow(0..<10).filter { await doubled($0) < 0 }.collect().run() == [])
    }

    @Test("a predicate that throws fails the flow, or drops its element if told so")
    func failure() async throws {
        let sync = Flow(0..<5).filter { try refusing(2, $0) >= 0 }
        let async = Flow(0..<5).filter { try await asyncRefusing(2, $0) >= 0 }
        for flow in [sync, async] {
            let error = await #expect(throws: GraphError.self) { try await flow.collect().run() }
            #expect(error?.underlying as? TestFailure == TestFailure(number: 2))
            let (kept, snapshot) = try await runToEnd(Graph { flow.onFailure(.skip).collect() })
            #expect(kept == [0, 1, 3, 4])
            #expect(snapshot["filter"]?.dropped == 1)
        }
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("1-2-3|", gives: "1---3|") { $0.filter { $0 != "2" } }
    }
}

extension FilterTests {
    @Test("predicates that await may run side by side, in order or not", arguments: [true, false])
    func sideBySide(isOrdered: Bool) async throws {
        let flow = Flow(0..<200).filter(concurrency: 4, ordered: isOrdered) { number in
            if number % 3 == 0 { await Task.yield() }
            return number % 2 == 0
        }
        let seen = try await flow.collect().run()
        #expect((isOrdered ? seen : seen.sorted()) == (0..<200).filter { $0 % 2 == 0 })
    }
}
