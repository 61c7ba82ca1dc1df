import Dataflow
import DataflowTesting
import Testing

@Suite("EventRecorder", .timeLimit(.minutes(5)))
struct EventRecorderTests {
    @Test("what a node sends, what a sink takes, and completion", arguments: [1, 2])
    func completion(parallelism: Int) async throws {
        let recorder = EventRecorder("twice", "ignore")
        try await recorder.recording {
            try await Flow(1...2).map { $0 * 2 }.named("twice").ignore().run(parallelism: parallelism)
        }
        #expect(recorder.lines(of: "twice") == ["twice: 2", "twice: 4", "twice: completed"])
        #expect(recorder.lines(of: "ignore") == ["ignore: 2", "ignore: 4", "ignore: completed"])
        #expect(recorder.events.count == 6)
    }

    @Test("a failure, and its way downstream")
    func failure() async throws {
        let recorder = EventRecorder("strict", "after")
        let flow = Flow(1...3).map { if $0 == 2 { throw Burst($0) } else { $0 } }.named("strict")
        try await recorder.recording {
            await #expect(throws: GraphError.self) { try await flow.map { $0 }.named("after").ignore().run() }
        }
        #expect(recorder.lines(of: "strict") == ["strict: 1", "strict: failed(Burst(number: 2))"])
        #expect(recorder.lines(of: "after").first == "after: 1")
    }

    @Test("a consumer that is satisfied cancels with its cause")
    func satisfied() async throws {
        let recorder = EventRecorder("numbers")
        try await recorder.recording { try await Flow(1...).named("numbers").capacity(1).first().run() }
        #expect(recorder.lines.last == "numbers: cancelled(finished)")
    }

    @Test("the run's cancellation")
    func cancelled() async throws {
        let recorder = EventRecorder("silence")
        try await recorder.recording {
            try await Flow<Int>.never().named("silence").test { sink in try await sink.expectNothing() }
        }
        #expect(recorder.lines == ["silence: cancelled(cancelled)"])
    }

    @Test("outputs are told apart, and without names every node is recorded")
    func everything() async throws {
        let recorder = EventRecorder()
        let (even, odd) = Flow(1...3).split { $0 % 2 == 0 }
        try await recorder.recording {
            try await Graph {
                even.ignore().named("even")
                odd.ignore().named("odd")
            }.run()
        }
        #expect(recorder.lines(of: "sequence") == ["sequence: 1", "sequence: 2", "sequence: 3", "sequence: completed"])
        #expect(recorder.lines(of: "even") == ["even: 2", "even: completed"])
        let split = recorder.lines(of: "split")
        #expect(split.filter { $0.hasPrefix("split:") } == ["split: 2", "split: completed"])
        #expect(split.filter { $0.hasPrefix("split[1]:") } == ["split[1]: 1", "split[1]: 3", "split[1]: completed"])
    }

    @Test("a node that does not exist is told with those that do")
    func unknown() async throws {
        await expectFailure("the graph has no node \"x\"; its nodes are \"empty\", \"ignore\".") {
            try await EventRecorder("x").recording { try await Flow<Int>.empty().ignore().run() }
        }
    }
}
