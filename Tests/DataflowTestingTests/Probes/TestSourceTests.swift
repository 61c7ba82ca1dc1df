import Dataflow
import DataflowTesting
import Testing

@Suite("TestSource", .timeLimit(.minutes(5)))
struct TestSourceTests {
    @Test("it sends, finishes, and the flow completes behind what was sent")
    func sends() async throws {
        let source = TestSource<Int>(capacity: 4)
        try await source.flow.map { $0 * 2 }.test { sink in
            sink.request(3)
            try await source.send(1, 2)
            try await sink.expect(2, 4)
            try await sink.expectNothing()
            source.finish()
            try await sink.expectCompletion()
        }
    }

    @Test("it fails behind what was sent")
    func fails() async throws {
        let source = TestSource<Int>()
        try await source.flow.test { sink in
            sink.requestAll()
            try await source.send(1)
            source.fail(Burst(7))
            try await sink.expect(1)
            try await sink.expectFailure(Burst(7))
        }
    }

    @Test("sending waits for room", arguments: [1, 2])
    func room(parallelism: Int) async throws {
        let source = TestSource<Int>(capacity: 2)
        try await source.flow.test(parallelism: parallelism) { sink in
            try await source.expectDemand(2)
            try await source.send(1, 2)
            try await source.expectNoDemand()
            async let sending: Void = source.send(3)
            sink.request(1)
            try await sink.expect(1)
            try await sending
            try await source.expectNoDemand()
            sink.request(2)
            try await source.expectDemand(2)
            try await sink.expect(2, 3)
        }
    }

    @Test("demand for more than the mailbox holds is told at once")
    func impossibleDemand() async throws {
        let source = TestSource<Int>(capacity: 2)
        await expectFailure("demand for 3 elements cannot come: the mailbox holds 2; give it more capacity.") {
            try await source.flow.test { _ in try await source.expectDemand(3) }
        }
    }

    @Test("demand that is there is not no demand")
    func demand() async throws {
        let source = TestSource<Int>(capacity: 2)
        await expectFailure("expected no demand, but there is room for 2 elements.") {
            try await source.flow.test { _ in try await source.expectNoDemand() }
        }
    }

    @Test("an operator that is satisfied cancels the source, and nothing can be sent any more")
    func cancellation() async throws {
        let source = TestSource<Int>()
        try await source.flow.prefix(1).test { sink in
            sink.requestAll()
            try await source.send(1)
            try await sink.expect(1)
            let cause = try await source.expectCancellation()
            guard case .finished = cause else { throw Burst(1) }
            await expectFailure("cannot send [2]: downstream wants no more (finished).") { try await source.send(2) }
            await expectFailure("expected demand for 1 elements from downstream, but it wants no more (finished).") {
                try await source.expectDemand(1)
            }
        }
    }

    @Test("a source that has completed was not cancelled")
    func completed() async throws {
        let source = TestSource<Int>()
        try await source.flow.test { sink in
            source.finish()
            try await sink.expectCompletion()
            await expectFailure("expected a cancellation, but the source had ended before.") {
                try await source.expectCancellation()
            }
            await expectFailure("cannot send [2]: the source has ended.") { try await source.send(2) }
        }
    }

    @Test("a failure elsewhere reaches the source as its cause")
    func failureElsewhere() async throws {
        let source = TestSource<Int>()
        try await source.flow.map { if $0 == 2 { throw Burst(2) } else { $0 } }.test { sink in
            sink.requestAll()
            try await source.send(1, 2)
            let cause = try await source.expectCancellation()
            guard case .failed(let error) = cause else { throw Burst(1) }
            #expect(error as? Burst == Burst(2))
            try await sink.expect(1)
            try await sink.expectFailure(Burst(2))
        }
    }

    @Test("a graph in which nothing can move but the test's source has not stalled; behind a full one it has")
    func stall() async throws {
        let source = TestSource<Int>()
        let sink = TestSink<Int>()
        try await Graph { sink.sink(source.flow) }.run { run in
            try await run.comeToRest()
            #expect(!run.hasEnded)
            source.finish()
            try await sink.expectCompletion()
        }
    }

    @Test("a source feeds one run")
    func oneRun() async throws {
        let source = TestSource<Int>()
        try await source.flow.test { _ in }
        await #expect(throws: InvalidGraph.self) { try await source.flow.test { _ in } }
    }

    @Test("two sources, element by element")
    func twoSources() async throws {
        let (left, right) = (TestSource<Int>(), TestSource<String>())
        try await zip(left.flow, right.flow).map { "\($0)\($1)" }.test { sink in
            sink.requestAll()
            try await left.send(1)
            try await sink.expectNothing()
            try await right.send("a")
            try await sink.expect("1a")
            left.finish()
            try await sink.expectCompletion()
            try await right.expectCancellation()
        }
    }
}
