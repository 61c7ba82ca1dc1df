import Dataflow
import DataflowTesting
import Testing

@Suite("concat", .timeLimit(.minutes(5)))
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

    @Test("a flow can stand in a concat several times: what is shared waits in the mailboxes", arguments: [0, 1, 256])
    func several(count: Int) async throws {
        let flow = Flow(0..<count)
        #expect(try await concat(flow, flow).collect().run() == Array(0..<count) + Array(0..<count))
        let (page, snapshot) = try await runToEnd(Graph { concat(flow, Flow([-1, -2]), flow).collect() })
        #expect(page == Array(0..<count) + [-1, -2] + Array(0..<count))
        #expect(snapshot.isConserved)
    }

    @Test("the parts of a split can stand one after the other", arguments: [1, 2])
    func parts(parallelism: Int) async throws {
        let (even, odd) = Flow(0..<200).split { $0 % 2 == 0 }
        let whole = try await concat(even, odd).collect().run(parallelism: parallelism)
        #expect(whole == Array(stride(from: 0, to: 200, by: 2)) + Array(stride(from: 1, to: 200, by: 2)))
    }

    @Test("S1: a mailbox too small for what comes before the turn is a stall, and the room that it asks for helps")
    func tooSmall() async throws {
        let flow = Flow(0..<10)
        let small = flow.capacity(4)
        let stall = await #expect(throws: GraphStall.self) { try await concat(small, small).collect().run() }
        #expect(stall?.cycle.map(\.node).sorted() == ["broadcast(sequence)", "concat"])
        let full = stall?.cycle.first { $0.reason == .room }
        #expect(full?.on == "concat" && full?.held == 4 && full?.capacity == 4)
        #expect(stall?.repair.contains(".capacity(") == true)
        #expect(stall?.repair.contains("a flow of its own") == true)
        #expect(try await concat(small, flow.capacity(10)).count().run() == 20)
    }

    @Test("C6: what serves only later flows starts at the first turn of them, also when it stands there twice")
    func sharedLater() async throws {
        let shared = told("b", [3, 4])
        #expect(try await concat(told("a", [1, 2]), shared, shared).collect().run() == [1, 2, 3, 4, 3, 4])
        #expect(log.elements == ["a opened", "a closed", "b opened", "b closed"])
    }

    @Test("C6: the operators of a later flow wait for its turn, also behind a flow that has started")
    func operators() async throws {
        let (log, flow) = (log, Flow(0..<3).map { $0 })
        let first = flow.map { number in
            log.record("first \(number)")
            return number
        }
        let second = flow.map { number in
            log.record("second \(number)")
            return number
        }
        #expect(try await concat(first, second).collect().run() == [0, 1, 2, 0, 1, 2])
        #expect(log.elements == ["first", "second"].flatMap { name in (0..<3).map { "\(name) \($0)" } })
    }

    @Test("S1: an operator that waits for its turn is named in a stall, with what it waits behind")
    func turn() async throws {
        let flow = Flow(0..<10).capacity(4)
        let graph = Graph { concat(flow, flow.map { $0 }.map { $0 }.named("later")).count() }
        let stall = await #expect(throws: GraphStall.self) { try await graph.run() }
        #expect(stall?.cycle.contains { $0.node == "map" && $0.reason == .turn && $0.on == "concat" } == true)
        #expect(stall?.waits.contains { $0.node == "later" && $0.reason == .turn } == true)
        #expect(stall?.description.contains("\"map\" (ConcatTests.swift") == true)
        #expect(stall?.description.contains("waits for its turn at \"concat\"") == true)
    }

    @Test("a loop that comes back to a concat goes round while the flow before it has its turn")
    func loop() async throws {
        let flow = feedback { (loop: Flow<Int>) in
            let all = concat(Flow(0..<1_000), loop).capacity(8)
            return (output: all, back: all.filter { $0 >= 998 && $0 < 2_000 }.map { $0 + 1_000 })
        }
        #expect(try await flow.collect().run() == Array(0..<1_000) + [1_998, 1_999, 2_998, 2_999])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["-a-|", "-----b|"], gives: "-a---b|") { concat($0[0], $0[1]) }
    }
}
