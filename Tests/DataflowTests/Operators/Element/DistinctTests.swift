import Dataflow
import DataflowTesting
import Testing

@Suite("distinct", .timeLimit(.minutes(5)))
struct DistinctTests {
    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let input = (0..<1_000).map { $0 * 7 % 100 }
        try await OperatorLaws(input, gives: Array(input[..<100])) { $0.distinct(maxKeys: 100) }.check()
    }

    @Test("the first element of each key comes through")
    func keys() async throws {
        let words = Flow(["ape", "cat", "Ape", "ant", "Cat"]).distinct(maxKeys: 9) { $0.lowercased() }
        #expect(try await words.collect().run() == ["ape", "cat", "ant"])
    }

    @Test("one key too many fails it, or forgets the oldest")
    func limit() async throws {
        let numbers = Flow([1, 2, 1, 3, 1, 2])
        let error = await #expect(throws: GraphError.self) {
            try await numbers.distinct(maxKeys: 2).collect().run()
        }
        #expect((error?.underlying as? TooManyKeys)?.limit == 2)
        let text = "\(error as Any)"
        #expect(text.contains("more than 2 different keys"))
        #expect(try await numbers.distinct(maxKeys: 2).onFailure(.skip).collect().run() == [1, 2])
        #expect(try await numbers.distinct(maxKeys: 2, forgettingOldest: true).collect().run() == [1, 2, 3, 1, 2])
        #expect(
            problems(of: numbers.distinct(maxKeys: 0).ignore())
                == ["it cannot tell elements apart if it may remember 0 keys."])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b-a-c|", gives: "a-b---c|") { $0.distinct(maxKeys: 100) }
    }
}
