import Dataflow
import DataflowTesting
import Testing

@Suite("removeDuplicates", .timeLimit(.minutes(5)))
struct RemoveDuplicatesTests {
    @Test("removeDuplicates keeps the laws of every operator, with both kinds of closure")
    func laws() async throws {
        let (input, output) = ([1, 1, 2, 2, 2, 1, 3, 3], [1, 2, 1, 3])
        try await OperatorLaws(input, gives: output) { $0.removeDuplicates() }.check()
        try await OperatorLaws(input, gives: output) { $0.removeDuplicates { $0 == $1 } }.check()
        try await OperatorLaws(input, gives: output) { $0.removeDuplicates { await doubled($0) == $1 * 2 } }.check()
    }

    @Test("an element is compared with the one emitted last, not with the one received last")
    func comparesWithEmitted() async throws {
        let flow = Flow([0, 4, 8, 12, 16]).removeDuplicates { last, next in next - last < 10 }
        #expect(try await flow.collect().run() == [0, 12])
    }

    @Test("skip remembers what was emitted last, restart forgets it")
    func policies() async throws {
        let sync = Flow([1, 7, 1, 2]).removeDuplicates { try refusing(7, $1) == $0 }
        let async = Flow([1, 7, 1, 2]).removeDuplicates { try await asyncRefusing(7, $1) == $0 }
        for flow in [sync, async] {
            #expect(try await flow.onFailure(.skip).collect().run() == [1, 2])
            #expect(try await flow.onFailure(.restart).collect().run() == [1, 1, 2])
            let error = await #expect(throws: GraphError.self) { try await flow.collect().run() }
            #expect(error?.underlying as? TestFailure == TestFailure(number: 7))
        }
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-a-b-a|", gives: "a---b-a|") { $0.removeDuplicates() }
    }
}
