import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("prefixAndRest", .timeLimit(.minutes(5)))
struct PrefixAndRestTests {
    @Test("it keeps the laws of every operator", arguments: [0, 1, 3, 600])
    func laws(count: Int) async throws {
        let input = Array(0..<500)
        let output = [-min(count, 500)] + input
        try await OperatorLaws(input, gives: output, nothing: [0]) { flow in
            flow.prefixAndRest(count) { first, rest in concat(Flow([-first.count] + first), rest) }
        }.check()
    }

    @Test("N8 when its flow completes, upstream is cancelled; a flow that does not use the rest drops it")
    func satisfied() async throws {
        let probe = SourceProbe()
        let flow = Flow<Int>.counting(probe: probe).prefixAndRest(2) { first, rest in
            rest.prefix(3).map { $0 * 10 + first.count }
        }
        #expect(try await flow.collect().run() == [22, 32, 42])
        #expect(probe.closes.value == 1)
        let unused = Flow<Int>.counting().prefixAndRest(2) { first, _ in Flow(first) }
        #expect(try await unused.collect().run() == [0, 1])
    }

    @Test("a closure that throws, and a failure of its flow, fail it")
    func failures() async throws {
        let thrown = Flow(0..<9).prefixAndRest(2) { first, rest -> Flow<Int> in throw TestFailure(number: first.count) }
        let error = await #expect(throws: GraphError.self) { try await thrown.ignore().run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 2) && error?.node == "prefixAndRest")
        let failing = Flow(0..<9).prefixAndRest(2) { _, rest in
            rest.map { (number: Int) throws -> Int in
                if number == 5 { throw TestFailure(number: number) }
                return number
            }
        }
        let inner = await #expect(throws: GraphError.self) { try await failing.named("parts").ignore().run() }
        #expect(inner?.underlying as? TestFailure == TestFailure(number: 5) && inner?.node == "parts#1/map")
    }

    @Test("N8 whatever the schedule, the elements are the same", arguments: [1, nil])
    func explored(capacity: Int?) async throws {
        try await explore(seeds: 0..<100) { _ in
            let flow = Flow(0..<8).room(capacity).prefixAndRest(3) { first, rest in
                concat(Flow(first).room(capacity), rest.room(capacity).prefix(4))
            }
            try #require(try await flow.room(capacity).collect().run() == Array(0..<7))
        }
    }

    @Test("less than none is a finding")
    func limit() {
        #expect(problems(of: Flow([1]).prefixAndRest(-1) { $1 }.ignore()).count == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("x-a-b|", gives: "--'xa'-'xb'|") {
            $0.prefixAndRest(1) { first, rest in rest.map { first[0] + $0 } }
        }
    }
}
