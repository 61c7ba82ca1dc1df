import DataflowProbes
import Testing

@testable import Dataflow

/// Each validator says what is wrong, where exactly, and what to do.
@Suite("G3 Validators")
struct ValidatorTests {
    private static let file = "DataflowTests/Graph/Validators/ValidatorTests.swift"

    private func only<Value>(_ sink: Sink<Value>) throws -> Finding {
        let findings = Graph { sink }.findings()
        #expect(findings.count == 1, "\(findings)")
        let finding = try #require(findings.first)
        #expect(!finding.repair.isEmpty)
        return finding
    }

    private func site(_ line: Int) -> SourceSite {
        SourceSite(fileID: "DataflowTests/ValidatorTests.swift", line: line)
    }

    @Test("A mailbox holds at least one element", arguments: [0, -1])
    func capacity(capacity: Int) throws {
        let line = #line + 1
        let finding = try only(Flow<Int>.counting(1).capacity(capacity).gathered())
        #expect(finding.site == site(line))
        #expect(finding.node == "source")
        #expect(finding.problem == "a capacity of \(capacity) cannot hold an element.")
    }

    @Test("Two wrong capacities on one line are two findings; one that several consumers share is one")
    func capacities() {
        let twice = Flow<Int>.counting(1).capacity(0).step { $0 }.capacity(-5).gathered()
        #expect(Graph { twice }.findings().count == 2)
        let shared = Flow<Int>.counting(1).capacity(0)
        let graph = Graph {
            shared.gathered()
            shared.gathered()
        }
        #expect(graph.findings().count == 1)
    }

    @Test("An operator with a wrong number of outputs is one finding, however many of them nobody uses")
    func wrongOutputs() throws {
        let finding = try only(Flow<Int>.counting(1).partition(into: 70_000) { $0 }[0].gathered())
        #expect(finding.problem.contains("70000"))
    }

    @Test("Two nodes cannot have one name; the second is shown, with the line of the first")
    func duplicateName() throws {
        let line = #line + 1
        let source = Flow<Int>.counting(1).named("a")
        let finding = try only(source.step { $0 }.named("a").gathered())
        #expect(finding.site == site(line + 1))
        #expect(finding.problem.contains("ValidatorTests.swift:\(line)"))
    }

    @Test("A name is a word")
    func nameless() throws {
        let line = #line + 1
        let finding = try only(Flow<Int>.counting(1).named("").gathered())
        #expect(finding.site == site(line))
        #expect(finding.problem == ".named(\"\") shows no source in an error or a diagram.")
    }

    @Test("One node cannot have two names")
    func renamed() throws {
        let source = Flow<Int>.counting(1)
        let (one, other) = (source.named("a"), source.named("b"))
        let line = #line - 1
        let finding = try only(joined([one, other]).gathered())
        #expect(finding.site == site(line))
        #expect(finding.problem.contains("\"b\""))
    }

    @Test("A failure policy is for an operator that has elements to drop")
    func uselessPolicy() throws {
        let line = #line + 1
        let finding = try only(Flow<Int>.counting(1).onFailure(.skip).gathered())
        #expect(finding.site == site(line))
        #expect(finding.problem.contains(".onFailure(.skip)"))
    }

    @Test("Two failure policies for one operator contradict each other")
    func twoPolicies() throws {
        let step = Flow<Int>.counting(1).step { $0 }
        let line = #line + 1
        let (one, other) = (step.onFailure(.skip), step.onFailure(.restart))
        let finding = try only(joined([one, other]).gathered())
        #expect(finding.site == site(line))
        #expect(finding.problem.contains("contradicts"))
    }

    @Test("Every output of a fan-out is consumed")
    func unconsumed() throws {
        let line = #line + 1
        let parts = Flow<Int>.counting(1).routed(3) { _ in .all }
        let findings = Graph { parts[1].gathered() }.findings()
        #expect(findings.map(\.site) == [site(line), site(line)])
        #expect(findings.map { $0.problem.prefix(8) } == ["output 0", "output 2"])
    }

    @Test("A loop says how many elements may go round")
    func unbufferedLoop() throws {
        let line = #line + 1
        let looped = feedback { (loop: Flow<Int>) in
            let all = joined([Flow<Int>.counting(1), loop])
            return (output: all, back: all.step { $0 })
        }
        let finding = try only(looped.gathered())
        #expect(finding.site == site(line))
        #expect(finding.problem.contains("no buffer"))
    }

    @Test("A loop's faults are all told at once")
    func loopWithTwoFaults() {
        let looped = feedback { (loop: Flow<Int>) in (output: loop.step { $0 }, back: loop.step { $0 }) }
        let problems = Graph { looped.gathered() }.findings().map(\.problem)
        #expect(problems.count == 2)
        #expect(problems.first?.contains("no buffer") == true)
        #expect(problems.last?.contains("nothing can enter") == true)
    }

    @Test("A loop has an entrance")
    func closedLoop() throws {
        let line = #line + 1
        let looped = feedback { (loop: Flow<Int>) in (output: loop.step { $0 }, back: loop.step { $0 }.capacity(4)) }
        let finding = try only(looped.gathered())
        #expect(finding.site == site(line))
        #expect(finding.problem.contains("nothing can enter"))
    }

    @Test("A loop's flow is used only where it leads back")
    func leakedLoop() throws {
        let leaked = Recorder<Flow<Int>>()
        let line = #line + 1
        _ = feedback { (loop: Flow<Int>) in
            leaked.record(loop)
            return (output: loop, back: loop)
        }
        let flow = try #require(leaked.elements.first)
        let finding = try only(flow.gathered())
        #expect(finding.site == site(line))
    }

    @Test("An inlet feeds one place of a graph")
    func inletTwice() throws {
        let inlet = Inlet<Int>()
        let line = #line + 1
        let flows = [Flow(inlet), Flow(inlet)]
        let finding = try only(joined(flows).gathered())
        #expect(finding.site == site(line))
        withExtendedLifetime(inlet) {}
    }

    @Test("Arguments stand within their limits")
    func arguments() throws {
        let line = #line + 1
        let finding = try only(Flow<Int>.counting(1).buffer(0).capacity(1).gathered())
        #expect(finding.site == site(line))
        #expect(finding.problem == "a buffer of 0 cannot hold an element.")
        #expect(finding.repair == "Give 1 to 1048576.")
    }

    @Test("A finding about an argument tells its limits")
    func limits() {
        let flow = Flow<Int>.counting(1)
        for (sink, repair) in [
            (flow.prefix(-1).gathered(), "Give 0 or more."),
            (flow.paced(every: .seconds(-1)).gathered(), "Give zero or more."),
            (flow.timeout(.zero).gathered(), "Give a nanosecond to Int64.max seconds."),
            (flow.limited(to: 0, per: .seconds(1)).gathered(), "Give 1 to 1048576."),
            (flow.map(concurrency: 0) { await later($0) }.gathered(), "Give 1 to 65536."),
            (zip([Flow<Int>]()).map { $0.count }.gathered(), "Give at least one flow."),
        ] { #expect(Graph { sink }.findings().map(\.repair) == [repair]) }
    }
}

private func later(_ number: Int) async -> Int { number }
