import Dataflow
import Testing

@Suite("concat", .timeLimit(.minutes(1)))
struct ConcatTests {
    private let log = Recorder<String>()

    /// A flow that tells when it starts and when it is closed, with an operator behind it.
    private func told(_ name: String, _ elements: [Int], failing failure: TestFailure? = nil) -> Flow<Int> {
        let log = log
        return Flow<Int>.resource {
            log.record("\(name) opened")
            return elements
        } next: { (left: inout [Int]) throws -> Int? in
            if left.isEmpty, let failure { throw failure }
            return left.isEmpty ? nil : left.removeFirst()
        } close: { _ in
            log.record("\(name) closed")
        }.map { $0 }
    }

    @Test("concat lets one flow after the other through, in every run", arguments: [1, 2, 256])
    func order(capacity: Int) async throws {
        let sink = concat(Flow(0..<5).capacity(capacity), .empty(), Flow(5..<8), Flow(8..<10).capacity(capacity))
            .collect()
        async let other = sink.run()
        #expect(try await sink.run() == Array(0..<10))
        #expect(try await other == Array(0..<10))
    }

    @Test("concatenating nothing completes at once, and one flow can be concatenated")
    func few() async throws {
        #expect(try await concat([Flow<Int>]()).collect().run() == [])
        let graph = Graph { concat(Flow(0..<3)).collect() }
        #expect(try await graph.run() == [0, 1, 2])
        #expect(graph.plan.nodes.map(\.kind) == ["sequence", "concat", "collect"])
    }

    @Test("T32: a flow starts only when the one before it has completed")
    func lazy() async throws {
        #expect(try await concat(told("a", [1, 2]), told("b", [3]), told("c", [])).collect().run() == [1, 2, 3])
        #expect(log.elements == ["a opened", "a closed", "b opened", "b closed", "c opened", "c closed"])
    }

    @Test("T32: that holds for a concat within a concat")
    func nested() async throws {
        let inner = concat(told("b", [2]), told("c", [3]).map { $0 })
        #expect(try await concat(told("a", [1]), inner, told("d", [4])).collect().run() == [1, 2, 3, 4])
        let names = ["a", "b", "c", "d"]
        #expect(log.elements == names.flatMap { ["\($0) opened", "\($0) closed"] })
    }

    @Test("T32: when the first flow fails, the second one never starts")
    func failure() async throws {
        let seen = Recorder<Int>()
        let sink = concat(told("a", [1], failing: TestFailure(number: 2)), told("b", [3])).forEach { seen.record($0) }
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 2))
        #expect(seen.elements == [1])
        #expect(log.elements == ["a opened", "a closed"])
    }

    @Test("when downstream has enough, the current flow is closed and the later ones never start")
    func satisfied() async throws {
        #expect(try await concat(told("a", [1, 2]), told("b", [3])).prefix(2).collect().run() == [1, 2])
        #expect(!log.elements.contains("b opened") || log.elements.contains("b closed"))
        #expect(log.elements.prefix(2) == ["a opened", "a closed"])
    }

    @Test("draining ends the flow whose turn it is; the later ones end without having started")
    func drain() async throws {
        let started = Gate()
        let endless = Flow<Int> { emit in
            started.open()
            while true { try await emit(1) }
        }
        try await Graph { concat(endless, told("b", [3])).ignore() }.run { run in
            try await started.pass()
            try await run.drain()
        }
        #expect(log.elements == [])
    }

    @Test("a flow that is shared with another part of the graph waits for its turn and loses nothing")
    func shared() async throws {
        let shared = Flow(0..<1_000)
        let (whole, count) = try await Graph {
            concat(Flow(0..<10), shared).count()
            shared.count()
        }.run()
        #expect(whole == 1_010)
        #expect(count == 1_000)
    }
}
