import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("withFaults", .timeLimit(.minutes(5)))
struct FaultTests {
    @Test("a node fails at its n-th element, under its own name, behind what it had taken", arguments: [1, 2])
    func failing(parallelism: Int) async throws {
        let seen = DataflowProbes.Recorder<Int>()
        let graph = Graph { Flow(1...9).map { $0 * 10 }.named("times").forEach { seen.record($0) } }
        try await withFaults(.failing(with: Burst(1), at: 3, of: "times")) {
            let error = await #expect(throws: GraphError.self) { try await graph.run(parallelism: parallelism) }
            #expect(error?.node == "times")
            #expect(error?.underlying as? Burst == Burst(1))
        }
        #expect(seen.elements == [10, 20])
        try await graph.run()
        #expect(seen.count == 11)
    }

    @Test("a source fails behind what it has emitted; a sink fails before it takes the element")
    func ends() async throws {
        let seen = DataflowProbes.Recorder<Int>()
        let graph = Graph { Flow(1...9).named("numbers").forEach { seen.record($0) }.named("print") }
        for node in ["numbers", "print"] {
            seen.forget()
            try await withFaults(.failing(with: Burst(2), at: 2, of: node)) {
                let error = await #expect(throws: GraphError.self) { try await graph.run() }
                #expect(error?.node == node)
            }
            #expect(seen.elements == [1])
        }
    }

    @Test("an element comes late by the graph's time, and nothing is lost")
    func delaying() async throws {
        let clock = TestClock()
        try await withFaults(.delaying(by: .seconds(2), at: 2, of: "same")) {
            try await Flow(1...3).map { $0 }.named("same").test(clock: clock) { sink in
                sink.requestAll()
                try await sink.expect(1)
                try await sink.expectNothing()
                clock.advance(by: .seconds(2))
                try await sink.expect(2, 3)
                try await sink.expectCompletion()
            }
        }
    }

    @Test("the run is cancelled at an element")
    func cancelling() async throws {
        let probe = SourceProbe()
        try await withFaults(.cancelling(at: 5, of: "same")) {
            let graph = Graph { Flow<Int>.counting(probe: probe).map { $0 }.named("same").ignore() }
            await #expect(throws: CancellationError.self) { try await graph.run() }
        }
        #expect(probe.closes.value == 1)
    }

    @Test("a join counts the elements of all its inputs")
    func joins() async throws {
        let graph = Graph { merge(Flow(1...2), Flow(3...4)).named("both").count() }
        try await withFaults(.failing(with: Burst(4), at: 4, of: "both")) {
            await #expect(throws: GraphError.self) { try await graph.run() }
        }
    }

    @Test("a loop with a fault inside ends as before")
    func loops() async throws {
        let flow: Flow<Int> = feedback { back in
            let (again, done) = merge(Flow(1...3), back).capacity(64).split { $0 < 10 }
            return (output: done, back: again.map { $0 * 2 }.named("double"))
        }
        let expected = try await flow.collect().run().sorted()
        try await withFaults(.delaying(by: .zero, at: 2, of: "double")) {
            let late = try await flow.collect().run().sorted()
            #expect(late == expected)
        }
    }

    @Test("a node that does not exist is told with those that do")
    func unknown() async throws {
        await expectFailure("the graph has no node \"prise\"; its nodes are \"sequence\", \"price\", \"ignore\".") {
            try await withFaults(.cancelling(at: 1, of: "prise")) {
                try await Flow(1...2).map { $0 }.named("price").ignore().run()
            }
        }
    }

    @Test("a fault that never came is told")
    func neverCame() async throws {
        await expectFailure("the fault at element 3 of \"price\" never came: it had 2 elements.") {
            try await withFaults(.cancelling(at: 3, of: "price")) {
                try await Flow(1...2).map { $0 }.named("price").ignore().run()
            }
        }
    }

    @Test("outside of withFaults there is no trace of it")
    func noTrace() async throws {
        let graph = Graph { Flow(1...2).named("numbers").ignore() }
        let count = graph.plan.nodes.count
        try await withFaults(.delaying(by: .zero, at: 1, of: "numbers")) {
            try await graph.run { run in
                #expect(run.snapshot().nodes.map(\.name).contains("fault(numbers)"))
                _ = try await run.value
            }
        }
        try await graph.run { run in
            #expect(run.snapshot().nodes.count == count)
            _ = try await run.value
        }
    }
}
