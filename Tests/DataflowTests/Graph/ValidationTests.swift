import DataflowProbes
import Testing

@testable import Dataflow

@Suite("Validation")
struct ValidationTests {
    private func lines(_ findings: [Finding]) -> [Int] { findings.map(\.site.line) }

    @Test("G3 Everything that is wrong is found before the run, at once, each with its line and the repair")
    func everything() async throws {
        let line = #line
        let source = Flow(0..<3).capacity(0)
        let parts = source.map { $0 }.named("twin").split { $0 > 1 }
        let sink = parts.matching.map { $0 }.named("twin").forEach { _ in }
        let findings = Graph { sink }.findings()
        #expect(Set(lines(findings)) == [line + 1, line + 2, line + 3])
        #expect(findings.count == 3)
        #expect(findings.allSatisfy { !$0.repair.isEmpty && $0.site.fileID.hasSuffix("ValidationTests.swift") })
        let error = await #expect(throws: InvalidGraph.self) { try await sink.run() }
        #expect(error?.findings == findings)
        #expect(error.map { "\($0)".contains("3 things to mend") } == true)
    }

    @Test("G3 Every capacity below one is a finding, once", arguments: [0, -1, Int.min])
    func capacity(elements: Int) {
        let flow = Flow(0..<3).capacity(elements)
        let findings = Graph {
            flow.forEach { _ in }
            flow.forEach { _ in }
        }.findings()
        #expect(findings.count == 1)
        #expect(findings.first?.repair == "Give 1 to 1048576.")
    }

    @Test("G3 An output that nobody consumes is a finding that names the output")
    func unconsumed() {
        let parts = Flow(0..<9).partition(into: 3) { $0 % 3 }
        let findings = Graph { parts[1].forEach { _ in } }.findings()
        #expect(findings.map(\.problem).filter { $0.hasPrefix("output 0 of 3") }.count == 1)
        #expect(findings.map(\.problem).filter { $0.hasPrefix("output 2 of 3") }.count == 1)
        #expect(findings.count == 2)
    }

    @Test("G3 A loop without a buffer of its own, one that nothing enters and one that leaks are findings")
    func loops() {
        let unbuffered = feedback { (loop: Flow<Int>) in
            let all = merge(Flow(0..<3), loop)
            return (output: all, back: all.filter { _ in false })
        }
        #expect(Graph { unbuffered.ignore() }.findings().map(\.problem).contains { $0.contains("no buffer") })
        let closed = feedback { (loop: Flow<Int>) in
            let all = loop.map { $0 }.capacity(4)
            return (output: all, back: all)
        }
        #expect(Graph { closed.ignore() }.findings().map(\.problem).contains { $0.contains("nothing can enter") })
        var leaked = Flow(0..<1)
        _ = feedback { (loop: Flow<Int>) in
            leaked = loop
            return (output: loop, back: loop)
        }
        #expect(Graph { leaked.ignore() }.findings().map(\.problem).contains { $0.contains("nothing leads back") })
    }

    @Test("G3 An operator that is named twice, or told two policies, or one it cannot follow, is a finding")
    func modifiers() {
        let flow = Flow(0..<3).map { $0 }
        let renamed = Graph {
            flow.named("a").ignore()
            flow.named("b").ignore()
        }
        #expect(renamed.findings().count == 1)
        let contradicted = Graph {
            flow.onFailure(.skip).ignore()
            flow.onFailure(.restart).ignore()
        }
        #expect(contradicted.findings().count == 1)
        let useless = Graph { merge(flow, flow).onFailure(.skip).ignore() }
        #expect(useless.findings().map(\.node) == ["merge"])
    }

    @Test("G3 An inlet that feeds two places of a graph is a finding")
    func inletTwice() {
        let inlet = Inlet<Int>()
        #expect(Graph { merge(Flow(inlet), Flow(inlet)).ignore() }.findings().count == 1)
    }

    @Test("G3 An inlet feeds one run: a second one at the same time, or later, is told so before it starts")
    func inletAgain() async throws {
        let inlet = Inlet<Int>()
        let graph = Graph { Flow(inlet).count() }
        async let first = graph.run()
        try await inlet.send(1)
        // The first run has the inlet once it has taken an element; until then the second might be the first.
        inlet.finish()
        let count = try await first
        #expect(count == 1)
        await #expect(throws: InvalidGraph.self) { try await graph.run() }
    }

    @Test("G5 A name is the annotated one, or the kind with a number, and no two are the same")
    func names() {
        let source = Flow(0..<3)
        let graph = Graph {
            source.map { $0 }.map { $0 }.named("map").map { $0 }.ignore()
            source.ignore()
        }
        let names = graph.plan.nodes.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.contains("map") && names.contains("map-2") && names.contains("broadcast(sequence)"))
    }
}
