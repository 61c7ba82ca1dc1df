import Dataflow
import DataflowTesting
import Testing

@Suite("drop(while:)", .timeLimit(.minutes(5)))
struct DropWhileTests {
    @Test("drop(while:) keeps the laws of every operator, with both kinds of closure")
    func laws() async throws {
        let (input, output) = ([1, 2, 9, 3, 1], [9, 3, 1])
        try await OperatorLaws(input, gives: output) { $0.drop { $0 < 5 } }.check()
        try await OperatorLaws(input, gives: output) { $0.drop { await doubled($0) < 10 } }.check()
        try await OperatorLaws(input, gives: []) { $0.drop { $0 < 10 } }.check()
    }

    @Test("the predicate is not asked again once an element was let through")
    func asksUntilFirst() async throws {
        let asked = Recorder<Int>()
        let flow = Flow([1, 9, 1, 9]).drop { element in
            asked.record(element)
            return element < 5
        }
        #expect(try await flow.collect().run() == [9, 1, 9])
        #expect(asked.elements == [1, 9])
    }

    @Test("skip goes on as it was, restart drops anew")
    func policies() async throws {
        let sync = Flow([1, 9, 0, 1, 9]).drop { try refusing(0, $0) < 5 }
        let async = Flow([1, 9, 0, 1, 9]).drop { try await asyncRefusing(0, $0) < 5 }
        for flow in [sync, async] {
            // Once open it never asks, so the element that the predicate would refuse comes through.
            #expect(try await flow.onFailure(.restart).collect().run() == [9, 0, 1, 9])
        }
        let refused = Flow([0, 1, 9]).drop { try refusing(0, $0) < 5 }
        #expect(try await refused.onFailure(.skip).collect().run() == [9])
        let error = await #expect(throws: GraphError.self) { try await refused.collect().run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 0))
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("1-2-3-1|", gives: "----3-1|") { $0.drop { $0 < "3" } }
    }
}
