import Dataflow
import DataflowTesting
import Testing

@Suite("aggregated", .timeLimit(.minutes(5)))
struct AggregatedTests {
    @Test("it keeps the laws of every operator, and the values so far come before a failure")
    func laws() async throws {
        let input = Array(0..<1_000)
        let sums = (0..<7).map { rest in [rest, input.filter { $0 % 7 == rest }.reduce(0, +)] }
        try await OperatorLaws(input, gives: sums) { flow in
            flow.aggregated(by: { $0 % 7 }, into: 0) { $0 += $1 }.map { [$0.key, $0.value] }
        }.check()
    }

    @Test("one key too many fails it; with .skip its elements are left out")
    func limit() async throws {
        let flow = Flow(["a", "b", "a", "c", "a"]).aggregated(maxKeys: 2, by: { $0 }, into: 0) { count, _ in count += 1
        }
        let error = await #expect(throws: GraphError.self) { try await flow.ignore().run() }
        #expect((error?.underlying as? TooManyKeys)?.limit == 2)
        let counts = try await flow.onFailure(.skip).collect().run()
        #expect(counts.map(\.key) == ["a", "b"] && counts.map(\.value) == [3, 1])
    }

    @Test("a key whose first element is refused does not come out")
    func refused() async throws {
        let flow = Flow([1, 2, 3]).aggregated(by: { $0 }, into: 0) { (sum: inout Int, number: Int) throws in
            if number == 2 { throw TestFailure(number: 2) }
            sum += number
        }
        #expect(try await flow.onFailure(.skip).map { $0.key }.collect().run() == [1, 3])
    }

    @Test("in parts that are combined it gives the same", arguments: [1, 2, 5])
    func parts(count: Int) async throws {
        let flow = Flow(0..<10_000).aggregated(by: { $0 % 7 }, into: 0, combine: +, across: count) { $0 += $1 }
        let sums = try await flow.collect().run()
        let expected = (0..<7).map { rest in (0..<10_000).filter { $0 % 7 == rest }.reduce(0, +) }
        #expect(sums.sorted { $0.key < $1.key }.map(\.value) == expected)
        #expect(try await flow.map(\.key).collect().run().sorted() == Array(0..<7))
    }

    @Test("a limit below 1 is a finding")
    func badLimit() {
        let sink = Flow([1]).aggregated(maxKeys: 0, by: { $0 }, into: 0) { $0 += $1 }.ignore()
        #expect(problems(of: sink) == ["it cannot hold a value if it may hold 0 keys."])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b-a|", gives: "-----('a2''b1'|)") {
            $0.aggregated(by: { $0 }, into: 0) { count, _ in count += 1 }.map { "\($0.key)\($0.value)" }
        }
    }
}
