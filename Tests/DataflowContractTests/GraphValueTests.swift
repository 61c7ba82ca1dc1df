import Dataflow
import DataflowProbes
import Testing

@Suite("G: a graph is a value")
struct GraphValueTests {
    @Test("G1 Wiring starts nothing", arguments: capacities)
    func wiring(capacity: Int?) {
        let probe = SourceProbe()
        let touched = Counter()
        let graph = Graph {
            Flow<Int>.counting(probe: probe).room(capacity).step { element in
                touched.add()
                return element
            }.gathered()
        }
        #expect(graph.findings() == [])
        #expect(graph.plan.nodes.count == 3)
        #expect(probe.pulls.value == 0)
        #expect(probe.closes.value == 0)
        #expect(touched.value == 0)
    }

    @Test(
        "G2 T52 One graph runs many times, at once too, and the runs share nothing", arguments: capacities, parallelisms
    )
    func atOnce(capacity: Int?, parallelism: Int) async throws {
        let source = Flow<Int>.counting(100).room(capacity)
        let graph = Graph {
            source.first(60).reduce(0) { $0 + $1 }
            source.routed(2) { .output($0 % 2) }.map { $0.repeated(2).room(capacity) }[0].gathered()
        }
        _ = graph
        let whole = Graph {
            source.first(60).reduce(0) { $0 + $1 }
            source.repeated(2).room(capacity).gathered()
        }
        let values = try await within("G2") {
            try await withThrowingTaskGroup(of: (Int, [Int]).self) { group in
                for _ in 0..<8 { group.addTask { try await whole.run(parallelism: parallelism) } }
                return try await group.reduce(into: [(Int, [Int])]()) { $0.append($1) }
            }
        }
        #expect(values.count == 8)
        for value in values {
            #expect(value.0 == (0..<60).reduce(0, +))
            #expect(value.1 == (0..<100).flatMap { [$0, $0] })
        }
    }

    @Test("G3 All that is wrong is found before anything runs, with the line and the repair")
    func findings() async throws {
        let probe = SourceProbe()
        let source = Flow<Int>.counting(probe: probe).named("same")
        let line = #line
        let bad = source.step { $0 }.capacity(0).named("same")
        let parts = bad.routed(2) { _ in .all }
        let graph = Graph("broken") { parts[0].onFailure(.skip).gathered() }
        let findings = graph.findings()
        let problems = findings.map { "\($0.site.line - line): \($0.problem)" }
        #expect(problems.contains("1: a capacity of 0 cannot hold an element."), "\(problems)")
        #expect(
            problems.contains { $0.hasPrefix("1: the source at GraphValueTests.swift:\(line - 1) has the same name") },
            "\(problems)")
        #expect(problems.contains("2: output 1 of 2 is not consumed by any sink of this graph."), "\(problems)")
        #expect(
            findings.allSatisfy {
                !$0.repair.isEmpty && $0.site.fileID == "DataflowContractTests/GraphValueTests.swift"
            })
        let error = await #expect(throws: InvalidGraph.self) { try await graph.run() }
        #expect(error?.findings.count == findings.count)
        #expect(probe.pulls.value == 0)
        #expect(probe.closes.value == 0)
    }

    @Test("G3 An inlet feeds one run, and a second is told so")
    func inlet() async throws {
        let source = HandSource<Int>()
        source.finish()
        let sink = source.flow().gathered()
        #expect(try await sink.run() == [])
        let error = await #expect(throws: InvalidGraph.self) { try await sink.run() }
        #expect(error?.findings.count == 1)
    }

    @Test("G3 Operators of one's own cannot be given a concurrency or a number of outputs below 1")
    func arguments() {
        let source = Flow<Int>.counting(1)
        #expect(Graph { source.asyncStep(concurrency: 0) { $0 }.gathered() }.findings().count == 1)
        let none = source.routed(0) { _ in .all }
        #expect(Graph { for part in none { part.gathered() } }.findings().count == 1)
    }

    @Test("G4 A graph without sinks has no value and ends at once")
    func empty() async throws {
        try await within("G4") { try await Graph {}.run() }
    }
}
