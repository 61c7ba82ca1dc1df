import DataflowProbes
import Testing

@testable import Dataflow

@Suite("PartRegister")
struct PartRegisterTests {
    /// A run that nobody steps.
    private let execution: Execution
    private let graph: RunPart

    init() {
        execution = Execution(name: "g", width: 1, clock: EngineClock(ContinuousClock()))
        let sink = Flow<Int>.counting(1).retry(1).step { $0 }.retry(1).gathered()
        execution.prepare(GraphPlan(sinks: [sink.result.erased]))
        graph = execution.parts[0]
    }

    /// A part that the node with this name follows.
    private func part(of node: String, in parent: RunPart, pass: Int = 2) -> RunPart {
        let number = parent.plan.nodes.firstIndex { $0.name.hasSuffix(node) }!
        let plan = GraphPlan(sinks: [Flow<Int>.counting(1).retry(1).erased], isPart: true)
        let follower = PartFollower(parent.wirings[number], pass: pass)
        let directory = PartDirectory(graph: "g", plan, follower: follower)
        return RunPart.wire(directory, scheduler: execution.scheduler, services: execution) { _ in
            Waker(cell: follower.cell)
        }
    }

    private func isSame(_ parts: [RunPart], _ others: [RunPart]) -> Bool {
        parts.map { ObjectIdentifier($0) } == others.map { ObjectIdentifier($0) }
    }

    @Test("Parts stay in the order in which they came, whichever is let go of")
    func order() {
        var register = PartRegister()
        let parts = (0..<4).map { part(of: "retry", in: graph, pass: $0 + 2) }
        for part in [graph] + parts { register.add(part) }
        #expect(isSame(register.parts, [graph] + parts))
        register.remove(parts[1], EndedParts(parts[1]))
        #expect(isSame(register.parts, [graph, parts[0], parts[2], parts[3]]))
    }

    @Test("The part that a node followed before is looked at, two for each that comes, however many there are")
    func retired() {
        var register = PartRegister()
        register.add(graph)
        let parts = (0..<6).map { part(of: "retry", in: graph, pass: $0 + 2) }
        register.add(parts[0])
        #expect(register.takeRetired().isEmpty, "it is still followed")
        for part in parts.dropFirst() { register.add(part) }
        #expect(isSame(register.takeRetired(), [parts[0], parts[1]]))
        register.keep(parts[0])
        #expect(isSame(register.takeRetired(), [parts[2], parts[3]]))
        #expect(isSame(register.takeRetired(), [parts[4], parts[0]]))
        #expect(register.takeRetired().isEmpty)
    }

    @Test("Two nodes follow a part each")
    func followers() {
        var register = PartRegister()
        register.add(graph)
        register.add(part(of: "retry", in: graph))
        register.add(part(of: "retry-2", in: graph))
        #expect(register.takeRetired().isEmpty)
        #expect(register.parts.count == 3)
    }

    @Test("With a part goes what its own nodes followed")
    func orphans() {
        var register = PartRegister()
        let outer = part(of: "retry", in: graph)
        let inner = part(of: "retry", in: outer)
        for part in [graph, outer, inner] { register.add(part) }
        #expect(inner.plan.nodes.map(\.name) == ["retry#2/retry#2/source", "retry#2/retry#2/retry"])
        register.remove(outer, EndedParts(outer))
        #expect(isSame(register.takeRetired(), [inner]))
    }

    @Test("L1 What parts had counted stays, with what those took that are still there")
    func counts() {
        var register = PartRegister()
        let outer = part(of: "retry", in: graph)
        let inner = part(of: "retry", in: outer)
        let follower = graph.wirings[graph.plan.nodes.firstIndex { $0.name == "retry" }!]
        for part in [graph, outer, inner] { register.add(part) }
        for (part, count) in [(outer, 3), (inner, 2)] {
            let results = part.results[0] as! Mailbox<Int>
            results.put(Array(0..<count))
            #expect(results.takeOut(count - 1).count == count - 1)
            results.reap()
        }
        let node = outer.wirings[outer.plan.nodes.firstIndex { $0.kind == "retry" }!]
        register.remove(inner, EndedParts(inner))
        #expect(register.ended.delivered(to: node) == 1)
        register.remove(outer, EndedParts(outer))
        #expect(register.ended.delivered(to: node) == 0)
        #expect(register.ended.delivered(to: follower) == 2)
        let ended = register.ended
        #expect([ended.count, ended.accepted, ended.delivered, ended.discarded, ended.dropped] == [2, 5, 3, 2, 0])
    }

    @Test("X3 A run that retries for ever, also within a retry, keeps a few parts and the counts of all")
    func forever() async throws {
        let attempts = Counter()
        let source = Flow<Int>.counting(2).step { number in
            if number == 1, attempts.add() < 1_000 { throw Boom() }
            return number
        }
        let flow = source.onFailure(.stop).retry(2).named("inner").step { $0 }.retry(.max).named("outer")
        let execution = Execution(name: "g", width: 2, clock: EngineClock(ContinuousClock()))
        execution.prepare(GraphPlan(sinks: [flow.gathered().result.erased]))
        await execution.run()
        #expect(execution.error == nil)
        #expect(execution.parts.count < 20)
        let ended = execution.partsSeen.ended
        #expect(ended.count + execution.parts.count == 1_000)
        #expect(ended.accepted == ended.delivered + ended.discarded)
        let graph = execution.parts[0]
        let outer = graph.wirings[graph.plan.nodes.firstIndex { $0.name == "outer" }!]
        let last = execution.parts.last { $0.follower?.cell === outer.cell }
        let taken =
            outer.inputs[0].mailbox.deliveredCount + ended.delivered(to: outer) + (last?.results[0].deliveredCount ?? 0)
        #expect(taken == outer.outputs[0].mailbox.acceptedCount)
    }

    @Test("What dies with a part that is let go of may ask the run anything", arguments: parallelisms)
    func dying(parallelism: Int) async throws {
        let (asked, ask) = (Counter(), Locked<(@Sendable () -> Int)?>(nil))
        let flow = Flow<Int>.counting(1, failure: Boom()).catch { _ in
            let last = LastWords { asked.add(ask { $0 }?() ?? 0) }
            return Flow<Int>.counting(1, failure: Boom()).step { last.passing($0) }
        }.retry(50)
        let graph = Graph { flow.gathered() }
        let outcome = try await graph.outcome("dying", parallelism: parallelism) { run in
            ask { $0 = { run.hasEnded || run.snapshot().nodes.isEmpty ? 0 : 1 } }
        }
        #expect(outcome.graphError?.underlying is Boom)
        #expect(asked.value > 0)
        // What dies with it must not die under the lock.
        _ = ask { $0.take() }
    }
}

/// Does something when it dies.
private final class LastWords: Sendable {
    private let say: @Sendable () -> Void

    init(_ say: @escaping @Sendable () -> Void) {
        self.say = say
    }

    func passing(_ number: Int) -> Int { number }

    deinit { say() }
}
