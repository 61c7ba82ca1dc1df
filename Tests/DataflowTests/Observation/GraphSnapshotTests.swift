import Dataflow
import DataflowProbes
import Testing

@Suite("Snapshots of runs with attached parts", .timeLimit(.minutes(5)))
struct GraphSnapshotTests {
    private let failures = Counter()

    /// 0, 1, 2 and a failure, `failing` times; then 0 … 4.
    private func unsteady(failing: Int) -> Flow<Int> {
        Flow(0..<5).named("source").map { [failures] (number: Int) throws -> Int in
            if number == 3, failures.add() <= failing { throw TestFailure() }
            return number
        }.named("work")
    }

    /// What does not add up in a snapshot of a run at rest.
    private func faults(_ snapshot: GraphSnapshot) -> [String] {
        var faults = snapshot.edges.filter { !$0.isBalanced }.map { "edge \($0.from) → \(String(describing: $0.to))" }
        for (index, node) in snapshot.nodes.enumerated() {
            let received = snapshot.edges.filter { $0.to == index }.reduce(0) { $0 + $1.delivered }
            let emitted = snapshot.edges.filter { $0.from == index }.reduce(0) { $0 + $1.accepted }
            if received != node.received { faults.append("\(node.name) received \(node.received), not \(received)") }
            if emitted != node.emitted { faults.append("\(node.name) emitted \(node.emitted), not \(emitted)") }
        }
        return faults
    }

    /// The nodes that lead to the one with this name.
    private func sources(of name: String, in snapshot: GraphSnapshot) -> [String] {
        let node = snapshot.nodes.firstIndex { $0.name == name }
        return snapshot.edges.filter { $0.to == node }.map { snapshot.nodes[$0.from].name }
    }

    @Test("L1 The counts of all attempts of a retry add up", arguments: [0, 1, 2, 3, 40])
    func retries(failing: Int) async throws {
        let flow = unsteady(failing: failing).retry(50).named("again")
        let (count, snapshot) = try await runToEnd(Graph { flow.count() })
        #expect(count == 3 * failing + 5)
        #expect(faults(snapshot) == [])
        #expect(snapshot["again"]?.received == count)
        #expect(snapshot["again"]?.emitted == count)
        #expect(snapshot.nodes.count { !$0.hasEnded } == 0)
        #expect(snapshot.isConserved)
        let (sources, last) = (sources(of: "again", in: snapshot), "again#\(failing + 1)/work")
        #expect(sources.first == "work")
        #expect(failing == 0 || sources.contains(last))
        // The first attempt is a part of the graph; the second may be gone when the third has begun.
        if failing != 2 { #expect(sources.contains("again#ended") == (failing > 2), "\(sources)") }
        #expect(sources.count <= 5, "a few attempts are told one by one")
        // Everything leads to the sink.
        #expect(snapshot.mermaid.split(separator: "\n").count { $0.contains("[[") } == 1, "\(snapshot.mermaid)")
    }

    @Test("L1 An attempt that goes on is a part of the picture")
    func running() async throws {
        let gate = DataflowProbes.Gate()
        let flow = unsteady(failing: 1).retry(5).named("again")
        let graph = Graph { flow.forEach { if $0 == 4 { try await gate.wait() } } }
        let (running, ended) = try await graph.run { run in
            await settle { gate.arrivals == 1 && run.snapshot()["again"]?.hasEnded == true }
            let running = run.snapshot()
            gate.open()
            _ = try await run.value
            return (running, run.snapshot())
        }
        #expect(faults(running) == [])
        #expect(running["again"]?.received == 8)
        #expect(running["again"]?.hasEnded == true)
        #expect(running["forEach"]?.hasEnded == false)
        #expect(faults(ended) == [])
    }

    @Test("L1 A flow that a catch goes on with leads to it, and so does the one before")
    func caught() async throws {
        let flow = unsteady(failing: 1).catch { _ in Flow(10..<14).named("other").map { $0 }.named("rest") }
        let (_, snapshot) = try await runToEnd(Graph { flow.named("either").collect() })
        #expect(faults(snapshot) == [])
        #expect(snapshot["either"]?.received == 3 + 4)
        #expect(sources(of: "either", in: snapshot) == ["work", "either#2/rest"])
        #expect(snapshot.mermaid.contains("([\"either#35;2/other<br/>4\"])"))
        #expect(!snapshot.mermaid.contains("[[\"either"), "\(snapshot.mermaid)")
    }

    @Test("L1 L2 Counts of attempts within attempts add up, and take no more room with every attempt")
    func nested() async throws {
        let (outer, inner, dropped) = (Counter(), Counter(), Counter())
        let flaky = Flow(0..<3).map { (number: Int) throws -> Int in
            if number == 2, inner.add() % 3 != 0 { throw TestFailure() }
            return number
        }
        let picky = flaky.map { (number: Int) throws -> Int in
            guard number > 0 else {
                dropped.add()
                throw TestFailure()
            }
            return number
        }.onFailure(.skip)
        let caught = picky.retry(1).catch { _ in Flow(0..<7).map { $0 + 1 }.filter { $0 != 3 } }
        let flow = caught.map { (number: Int) throws -> Int in
            if number == 5, outer.add() < 30 { throw TestFailure() }
            return number
        }.retry(.max)
        let snapshot = try await runToEnd(Graph { flow.count() }).snapshot
        #expect(faults(snapshot) == [])
        #expect(snapshot.nodes.count < 80)
        #expect(snapshot.nodes.reduce(0) { $0 + $1.dropped } == dropped.value)
    }

    @Test("L2 What a policy dropped in an earlier attempt stays counted")
    func dropped() async throws {
        let flow = unsteady(failing: 2).map { (number: Int) throws -> Int in
            if number == 1 { throw TestFailure() }
            return number
        }.named("picky").onFailure(.skip).retry(5)
        let (count, snapshot) = try await runToEnd(Graph { flow.count() })
        #expect(count == 2 + 2 + 4)
        #expect(snapshot.nodes.reduce(0) { $0 + $1.dropped } == 3)
    }

    @Test("L1 Two retries of one flow are told apart")
    func two() async throws {
        let flow = unsteady(failing: 3)
        let sinks = [flow.retry(5).named("left").count(), flow.retry(5).named("right").count()]
        let (_, snapshot) = try await runToEnd(Graph { for sink in sinks { sink } })
        #expect(faults(snapshot) == [])
    }
}
