import Dataflow
import DataflowTesting
import Testing

@Suite("compactMap", .timeLimit(.minutes(5)))
struct CompactMapTests {
    @Test("compactMap keeps the laws of every operator, with both kinds of closure")
    func laws() async throws {
        let (input, output) = (["1", "two", "3", "", "5"], [1, 3, 5])
        try await OperatorLaws(input, gives: output) { $0.compactMap { Int($0) } }.check()
        try await OperatorLaws(input, gives: output) { $0.compactMap { await parsed($0) } }.check()
    }

    @Test("an optional inside an optional comes out as it is")
    func nested() async throws {
        let flow = Flow([1, 2, 3]).compactMap { number -> Int?? in number == 2 ? nil : .some(number == 3 ? nil : number)
        }
        #expect(try await flow.collect().run() == [1, nil])
    }

    @Test("a closure that throws fails the flow, or drops its element if told so")
    func failure() async throws {
        let sync = Flow(0..<5).compactMap { try Optional(refusing(2, $0)) }
        let async = Flow(0..<5).compactMap { try await Optional(asyncRefusing(2, $0)) }
        for flow in [sync, async] {
            let error = await #expect(throws: GraphError.self) { try await flow.collect().run() }
            #expect(error?.underlying as? TestFailure == TestFailure(number: 2))
            #expect(try await flow.onFailure(.skip).collect().run() == [0, 1, 3, 4])
        }
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("1-x-3|", gives: "1---3|") { $0.compactMap { Int($0) }.map { "\($0)" } }
    }
}

private func parsed(_ text: String) async -> Int? {
    await Task.yield()
    return Int(text)
}

extension CompactMapTests {
    @Test("closures that await may run side by side, in order or not", arguments: [true, false])
    func sideBySide(isOrdered: Bool) async throws {
        let flow = Flow(0..<200).compactMap(concurrency: 4, ordered: isOrdered) { (number: Int) async -> Int? in
            if number % 3 == 0 { await Task.yield() }
            return number % 2 == 0 ? number : nil
        }
        let seen = try await flow.collect().run()
        #expect((isOrdered ? seen : seen.sorted()) == (0..<200).filter { $0 % 2 == 0 })
    }
}
