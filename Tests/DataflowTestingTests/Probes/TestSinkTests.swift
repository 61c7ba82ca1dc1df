import Dataflow
import DataflowTesting
import Testing

@Suite("TestSink", .timeLimit(.minutes(5)))
struct TestSinkTests {
    @Test("a sink takes what was requested and nothing more")
    func demand() async throws {
        try await Flow(1...5).capacity(1).test { sink in
            sink.request(2)
            try await sink.expect(1, 2)
            try await sink.expectNothing()
            #expect(sink.received == 2)
            sink.requestAll()
            try await sink.expect(3, 4, 5)
            try await sink.expectCompletion()
        }
    }

    @Test("before the first request nothing comes, but completion does", arguments: [1, 2])
    func completionNeedsNoDemand(parallelism: Int) async throws {
        try await Flow(1...2).test(parallelism: parallelism) { sink in try await sink.expectNothing() }
        try await Flow<Int>.empty().test(parallelism: parallelism) { sink in try await sink.expectCompletion() }
    }

    @Test("completion behind elements that nobody asked for has not come")
    func completionBehindElements() async throws {
        try await Flow(1...2).test { sink in
            sink.request(1)
            try await sink.expect(1)
            try await sink.expectNothing()
            sink.request(1)
            try await sink.expect(2)
            try await sink.expectCompletion()
        }
    }

    @Test("other elements, fewer of them and unexpected ends are told")
    func mismatches() async throws {
        await expectFailure("expected [1, 3], got [1, 2].") {
            try await Flow(1...5).test { sink in
                sink.request(2)
                try await sink.expect(1, 3)
            }
        }
        await expectFailure("expected 3 elements, got [1, 2], then the flow completed.") {
            try await Flow(1...2).test { sink in
                sink.request(3)
                try await sink.expect(1, 2, 3)
            }
        }
        await expectFailure("expected 2 elements, but only 1 were asked for: request more.") {
            try await Flow(1...2).test { sink in
                sink.request(1)
                try await sink.expect(1, 2)
            }
        }
        await expectFailure("expected nothing, got 1.") {
            try await Flow(1...2).test { sink in
                sink.request(1)
                try await sink.expectNothing()
            }
        }
        await expectFailure("expected nothing, but the flow completed.") {
            try await Flow<Int>.empty().test { sink in try await sink.expectNothing() }
        }
        await expectFailure("expected completion, got 1.") {
            try await Flow(1...2).test { sink in
                sink.request(1)
                try await sink.expectCompletion()
            }
        }
        await expectFailure("expected a failure, but the flow completed.") {
            try await Flow<Int>.empty().test { sink in _ = try await sink.expectFailure() }
        }
    }

    @Test("a failure that was expected is not thrown again; one that was not is")
    func failures() async throws {
        let flow = Flow<Int>.failing(Burst(3)).named("burst")
        try await flow.test { sink in try await sink.expectFailure(Burst(3)) }
        try await flow.test { sink in
            let failure = try await sink.expectFailure()
            #expect(failure.node == "burst")
        }
        await expectFailure("expected the failure Burst(number: 4), got Burst(number: 3) of \"burst\".") {
            try await flow.test { sink in try await sink.expectFailure(Burst(4)) }
        }
        await #expect(throws: GraphError.self) {
            try await flow.test { sink in try? await sink.expectCompletion() }
        }
    }

    @Test("a sink that cancels tells its cause")
    func cancellation() async throws {
        let source = TestSource<Int>()
        try await source.flow.test { sink in
            sink.cancel()
            let cause = try await source.expectCancellation()
            guard case .finished = cause else { throw Burst(1) }
        }
        let other = TestSource<Int>()
        try await other.flow.test { sink in
            sink.cancel(.failed(Burst(2)))
            let cause = try await other.expectCancellation()
            guard case .failed(let error) = cause else { throw Burst(1) }
            #expect(error as? Burst == Burst(2))
        }
    }

    @Test("the cancellation of a run reaches the sink")
    func cancelledRun() async throws {
        let sink = TestSink<Int>()
        try await Graph { sink.sink(.never()) }.run { run in
            try await sink.expectNothing()
            run.cancel()
            try await sink.expectCancellation()
        }
    }

    @Test("the sink's value is how many elements it took")
    func value() async throws {
        let sink = TestSink<Int>()
        sink.request(2)
        let count = try await Graph { sink.sink(Flow(1...9)) }.run { run in
            try await sink.expect(1, 2)
            sink.cancel()
            return try await run.value
        }
        #expect(count == 2)
    }

    @Test("nothing means that the run is at rest: a closure that awaits is waited for")
    func closures() async throws {
        let gate = TestGate()
        await expectFailure("expected nothing, got 1.") {
            try await Flow(1...1).map(concurrency: 2) { number in
                try await gate.pass()
                return number
            }.test { sink in
                sink.request(1)
                async let opening: Void = gate.open()
                try await sink.expectNothing()
                await opening
            }
        }
    }

    @Test("what does not come is told after the limit")
    func patience() async throws {
        await Patience.$limit.withValue(.milliseconds(20)) {
            await expectFailure("waited for 1 elements, but not within 0.02 seconds.") {
                try await Flow<Int>.never().test { sink in
                    sink.request(1)
                    try await sink.expect(1)
                }
            }
            let gate = TestGate()
            await expectFailure(
                "the run did not come to rest within 0.02 seconds: 1 closures or streams that it awaits "
                    + "have not answered."
            ) {
                try await Flow(1...1).map(concurrency: 1) { _ in try await gate.pass() }.test { sink in
                    sink.request(1)
                    try await sink.expectNothing()
                }
            }
        }
    }
}
