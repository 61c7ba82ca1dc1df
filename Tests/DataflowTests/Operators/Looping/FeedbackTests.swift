import Dataflow
import DataflowProbes
import Testing

@Suite("feedback", .timeLimit(.minutes(5)))
struct FeedbackTests {
    /// Halves numbers until they are 1; tells how often each was halved.
    private func halvings(_ numbers: Flow<Int>, capacity: Int = 64) -> Flow<Int> {
        let pairs = feedback { (loop: Flow<(number: Int, count: Int)>) in
            let all = merge(numbers.map { (number: $0, count: 0) }, loop).capacity(capacity)
            let (back, done) = all.split { $0.number > 1 }
            return (output: done, back: back.map { (number: $0.number / 2, count: $0.count + 1) })
        }
        return pairs.map(\.count)
    }

    @Test("what goes back comes round until it is led out, and then the loop completes", arguments: [1, 2, 3])
    func rounds(parallelism: Int) async throws {
        let sink = halvings(Flow([1, 2, 4, 1 << 20, 7]), capacity: 8).collect()
        async let other = sink.run(parallelism: parallelism)
        #expect(try await sink.run(parallelism: parallelism).sorted() == [0, 1, 2, 2, 20])
        #expect(try await other.sorted() == [0, 1, 2, 2, 20])
    }

    @Test("a loop that nothing goes into completes at once; one that nothing goes round is its body")
    func dry() async throws {
        #expect(try await halvings(.empty()).collect().run() == [])
        let body = feedback { (loop: Flow<Int>) in
            let all = merge(Flow(0..<300), loop).capacity(2)
            return (output: all, back: all.filter { _ in false })
        }
        #expect(try await body.collect().run() == Array(0..<300))
    }

    @Test("the loop stays open while what leads into it does")
    func open() async throws {
        let inlet = Inlet<Int>()
        let seen = Recorder<Int>()
        async let end: Void = halvings(Flow(inlet)).forEach { seen.record($0) }.run()
        try await inlet.send(8)
        #expect(try await seen.elements(atLeast: 1) == [3])
        try await inlet.send(16)
        #expect(try await seen.elements(atLeast: 2) == [3, 4])
        inlet.finish()
        try await end
        #expect(seen.elements == [3, 4])
    }

    @Test("what an operator inside keeps until its end comes out when the loop is dry, and goes round no more")
    func keptBack() async throws {
        let flow = feedback { (loop: Flow<Int>) in
            let chunks = merge(Flow([1, 1, 1, 1]), loop).capacity(8).chunks(of: 3)
            return (output: chunks, back: chunks.map(\.count))
        }
        let chunks = try await flow.collect().run()
        #expect(chunks == [[1, 1, 1], [1, 3]])
    }

    @Test("T49: a loop whose buffer drops the oldest stays alive")
    func dropping() async throws {
        let flow = feedback { (loop: Flow<Int>) in
            let all = merge(Flow(0..<10), loop).capacity(4)
            return (output: all, back: all.flatMap { [$0, $0] }.buffer(4, overflow: .dropOldest))
        }
        #expect(try await flow.prefix(3_000).count().run() == 3_000)
    }

    @Test("T49: a loop that only gains elements fails as stalled, and names who waits")
    func stalled() async throws {
        let flow = feedback { (loop: Flow<Int>) in
            let all = merge(Flow(0..<10), loop).named("all").capacity(4)
            return (output: all, back: all.flatMap { [$0, $0] }.named("double"))
        }
        let stall = await #expect(throws: GraphStall.self) { try await flow.ignore().run() }
        let names = Set(stall?.cycle.map(\.node) ?? [])
        #expect(names.isSuperset(of: ["all", "double"]), "\(String(describing: stall))")
    }

    @Test("T49: a loop without a buffer of its own is a finding")
    func unbuffered() {
        let flow = feedback { (loop: Flow<Int>) in
            let all = merge(Flow(0..<3), loop).named("all")
            return (output: all, back: all.filter { _ in false }.named("none"))
        }
        let found = problems(of: flow.ignore())
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("the loop ") == true)
        #expect(found.first?.hasSuffix(" has no buffer of its own.") == true)
    }

    @Test("a loop that nothing can enter is a finding, and so is one whose flow is used elsewhere")
    func misused() {
        let closed = feedback { (loop: Flow<Int>) in
            let all = loop.map { $0 }.capacity(4)
            return (output: all, back: all)
        }
        let found = problems(of: closed.ignore())
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("nothing can enter the loop ") == true)
        var leaked: Flow<Int>?
        _ = feedback { (loop: Flow<Int>) in
            leaked = loop
            let all = merge(Flow(0..<3), loop).capacity(4)
            return (output: all, back: all)
        }
        let problem = "the flow of this feedback is used, but nothing leads back to it."
        #expect(leaked.map { problems(of: $0.ignore()) } == [problem])
    }

    @Test("a failure inside is the run's, and what leads into the loop is closed")
    func failure() async throws {
        let log = Recorder<ProbeSource.Event>()
        let flow = feedback { (loop: Flow<Int>) in
            let all = merge(Flow(source: ProbeSource(1..<Int.max, log: log)).capacity(2), loop).capacity(16)
            let checked = all.map { number in
                if number == -5 { throw TestFailure(number: number) }
                return number
            }
            return (output: checked.named("checked"), back: checked.filter { $0 == 5 }.map { -$0 })
        }
        let error = await #expect(throws: GraphError.self) { try await flow.ignore().run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: -5))
        #expect(error?.node == "checked" || error?.node.hasPrefix("map") == true)
        #expect(log.closings == 1)
    }

    @Test("a consumer that is satisfied ends the loop and closes what leads into it")
    func satisfied() async throws {
        let log = Recorder<ProbeSource.Event>()
        let flow = halvings(Flow(source: ProbeSource(1..<Int.max, log: log)).capacity(2))
        let (first, snapshot) = try await runToEnd(Graph { flow.prefix(1).collect() })
        #expect(first == [0])
        #expect(log.closings == 1)
        #expect(snapshot.isConserved)
    }
}
