import DataflowProbes
import Testing

@testable import Dataflow

@Suite("RunOutcome")
struct RunOutcomeTests {
    private func failure(_ node: String) -> NodeFailure {
        NodeFailure(error: Boom(node), node: node, site: SourceSite(fileID: "A/B.swift", line: 1))
    }

    @Test("Nothing went wrong: no error")
    func clean() {
        #expect(RunOutcome().error(graph: "g") == nil)
    }

    @Test("F3 The first failure decides, later ones are attached, each once, whatever their nodes are called")
    func failures() throws {
        let (first, second, namesake) = (failure("a"), failure("b"), failure("a"))
        var outcome = RunOutcome()
        for failure in [first, second, first, namesake, second, namesake] { outcome.failed(failure) }
        outcome.cancelled()
        let error = try #require(outcome.error(graph: "g") as? GraphError)
        #expect(error.failure.identity === first.identity)
        #expect(error.others.map(\.node) == ["b", "a"])
        #expect(error.graph == "g")
    }

    @Test("F6 A failure whose error was changed on one branch is the same on the other")
    func changed() throws {
        let first = failure("a")
        var changed = first
        changed.error = Boom("other")
        var outcome = RunOutcome()
        for failure in [first, changed] { outcome.failed(failure) }
        let error = try #require(outcome.error(graph: "g") as? GraphError)
        #expect(error.underlying as? Boom == Boom("a"))
        #expect(error.others.count == 0)
    }

    @Test("F3 A failure that reached nobody is told with the one that did, and fails no run alone")
    func noted() throws {
        var outcome = RunOutcome()
        outcome.noted(failure("lost"))
        #expect(outcome.error(graph: "g") == nil && !outcome.hasFailed)
        outcome.failed(failure("a"))
        let error = try #require(outcome.error(graph: "g") as? GraphError)
        #expect(error.node == "a" && outcome.hasFailed)
        #expect(error.others.map(\.node) == ["lost"])
    }

    @Test("X1 A cancellation that comes first stays a CancellationError, whatever fails after it")
    func cancelled() {
        var outcome = RunOutcome()
        outcome.cancelled()
        outcome.failed(failure("a"))
        outcome.stalled(GraphStall(graph: "g", parts: []))
        #expect(outcome.error(graph: "g") is CancellationError)
    }

    @Test("S1 A stall that comes first stays one")
    func stalled() {
        var outcome = RunOutcome()
        outcome.stalled(GraphStall(graph: "g", parts: []))
        outcome.cancelled()
        outcome.failed(failure("a"))
        #expect(outcome.error(graph: "g") is GraphStall)
    }

    @Test("F3 Failures that joins met on the way stand for themselves, once each, and never the first one again")
    func attachedOnTheWay() throws {
        var (first, second, third) = (failure("a"), failure("b"), failure("c"))
        second.others = [third]
        first.others = [second, second, first]
        third.others = [first]
        var outcome = RunOutcome()
        for failure in [first, second, third] { outcome.failed(failure) }
        let error = try #require(outcome.error(graph: "g") as? GraphError)
        #expect(error.others.map(\.node) == ["b", "c"])
        #expect(error.failure.others.count + error.others.reduce(0) { $0 + $1.others.count } == 0)
        #expect("\(error)".split(separator: "\n").dropFirst().first == #"  also "b" (B.swift:1): Boom(name: "b")"#)
    }
}
