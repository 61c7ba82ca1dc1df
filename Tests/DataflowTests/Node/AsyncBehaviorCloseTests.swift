import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

/// Tells when it is closed; the node must not end before.
private struct Closing: AsyncBehavior {
    let log: Recorder<String>
    let fault: Int?

    nonisolated(nonsending) mutating func receive(_ element: Int) async throws -> SingleEmission<Int> {
        await Task.yield()
        if element == fault { throw Boom() }
        log.record("\(element)")
        return .emit(element)
    }

    nonisolated(nonsending) mutating func close() async {
        await Task.yield()
        log.record("close")
    }
}

@Suite("Closing async behaviors", .timeLimit(.minutes(5)))
struct AsyncBehaviorCloseTests {
    private let log = Recorder<String>()

    private var closings: Int { log.elements.count { $0 == "close" } }

    private func flow(_ source: Flow<Int>, fault: Int? = nil, concurrency: Int = 1) -> Flow<Int> {
        let log = log
        return source.transform(concurrency: concurrency, kind: "closing") { Closing(log: log, fault: fault) }
    }

    @Test("a behavior is closed once, after its last element, in every run")
    func completion() async throws {
        let sink = flow(Flow(0..<3)).collect()
        for round in 1...2 {
            #expect(try await sink.run() == [0, 1, 2])
            #expect(closings == round)
            #expect(log.elements.last == "close")
        }
    }

    @Test(
        "a behavior is closed before the run returns, however it ends",
        arguments: ["throws", "fails", "enough", "cancel"])
    func ends(how: String) async throws {
        let endless = Flow.unfold(0) { (n: inout Int) -> Int? in
            n += 1
            return n
        }
        let source = how == "fails" ? Flow(1...2).append(Flow<Int>.failing(Boom())) : endless
        let flow = flow(source, fault: how == "throws" ? 3 : nil)
        let sink = (how == "enough" ? flow.prefix(3) : flow).count()
        let outcome = try await sink.outcome(how) { run in
            guard how == "cancel" else { return }
            await settle { log.count > 0 }
            run.cancel()
        }
        #expect((outcome.value != nil) == (how == "enough"))
        #expect(closings == 1)
        #expect(log.elements.last == "close")
    }

    @Test("a behavior that starts over after a failure is closed, and so is the next one")
    func restart() async throws {
        let sink = flow(Flow(0..<3), fault: 1).onFailure(.restart).collect()
        #expect(try await sink.run() == [0, 2])
        #expect(log.elements == ["0", "close", "2", "close"])
    }

    @Test("each of several behaviors is closed; where no element came, there is none to close")
    func several() async throws {
        #expect(try await flow(Flow(0..<100), concurrency: 4).count().run() == 100)
        #expect((1...4).contains(closings))
        let before = closings
        await #expect(throws: GraphError.self) { try await flow(Flow<Int>.failing(Boom())).count().run() }
        #expect(closings == before)
    }
}
