import Dataflow
import DataflowTesting
import Testing

@Suite("scan", .timeLimit(.minutes(5)))
struct ScanTests {
    @Test("scan keeps the laws of every operator, in place or not, with both kinds of closure")
    func laws() async throws {
        let (input, output) = ([1, 2, 3, 4], [1, 3, 6, 10])
        try await OperatorLaws(input, gives: output) { $0.scan(0) { $0 + $1 } }.check()
        try await OperatorLaws(input, gives: output) { $0.scan(into: 0) { $0 += $1 } }.check()
        try await OperatorLaws(input, gives: output) { $0.scan(0) { $0 + (await doubled($1) / 2) } }.check()
        try await OperatorLaws(input, gives: output) { $0.scan(into: 0) { $0 += await doubled($1) / 2 } }.check()
    }

    @Test("T45: skip keeps what was summed up, restart starts over, and the element is counted as dropped")
    func policies() async throws {
        let sync = Flow(1..<6).scan(0) { $0 + (try refusing(3, $1)) }
        let async = Flow(1..<6).scan(0) { $0 + (try await asyncRefusing(3, $1)) }
        for flow in [sync, async] {
            let (kept, snapshot) = try await runToEnd(Graph { flow.onFailure(.skip).collect() })
            #expect(kept == [1, 3, 7, 12])
            #expect(snapshot["scan"]?.dropped == 1)
            #expect(try await flow.onFailure(.restart).collect().run() == [1, 3, 4, 9])
            let error = await #expect(throws: GraphError.self) { try await flow.collect().run() }
            #expect(error?.underlying as? TestFailure == TestFailure(number: 3))
        }
    }

    @Test("a closure that awaits sees every element once, in order, never two at the same time")
    func serial() async throws {
        let inside = Watched((now: 0, most: 0))
        let flow = Flow(0..<100).scan(into: [Int]()) { seen, element in
            inside.update { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            await Task.yield()
            seen.append(element)
            inside.update { $0.now -= 1 }
        }
        #expect(try await flow.last().run() == Array(0..<100))
        #expect(inside.value.most == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b-c|", gives: "a-'ab'-'abc'|") { $0.scan("") { $0 + $1 } }
    }
}
