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

    @Test("F3 The first failure decides, later ones are attached, each node once")
    func failures() throws {
        var outcome = RunOutcome()
        for node in ["a", "b", "a", "b", "c"] { outcome.failed(failure(node)) }
        outcome.cancelled()
        let error = try #require(outcome.error(graph: "g") as? GraphError)
        #expect(error.node == "a")
        #expect(error.others.map(\.node) == ["b", "c"])
        #expect(error.graph == "g")
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

    @Test("F3 Failures that a fan-in met on the way are told once each, and never the first one again")
    func attachedOnTheWay() throws {
        var first = failure("a")
        first.others = [failure("b"), failure("b"), failure("a"), failure("c")]
        var outcome = RunOutcome()
        outcome.failed(first)
        outcome.failed(failure("b"))
        let error = try #require(outcome.error(graph: "g") as? GraphError)
        #expect(error.others.map(\.node) == ["b", "c"])
    }
}
