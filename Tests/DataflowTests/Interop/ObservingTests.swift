import Dataflow
import DataflowProbes
import DataflowTesting
import Observation
import Testing

@MainActor
@Suite("observing", .timeLimit(.minutes(5)))
struct ObservingTests {
    @MainActor @Observable
    final class Model {
        var number = 0
        var other = 0
    }

    /// Observable, and not `Sendable`: its actor alone has it.
    @Observable
    final class Account {
        var balance = 0
    }

    actor Bank {
        let account = Account()
        func pay(_ amount: Int) { account.balance += amount }
    }

    private let model = Model()

    /// As `settle`, for what the main actor knows.
    private func until(_ condition: () -> Bool) async {
        while !condition(), !Task.isCancelled { await Task.yield() }
    }

    @Test("the value comes at once, then each newer one after a change")
    func changes() async throws {
        let (model, seen) = (model, Recorder<Int>())
        let flow = Flow.observing { model.number }.tap { seen.record($0) }
        let got = try await Graph { flow.prefix(3).collect() }.run { run in
            for number in 1...2 {
                await until { seen.count == number }
                model.number = number
            }
            return try await run.value
        }
        #expect(got == [0, 1, 2])
    }

    @Test("changes of one turn of the actor are one change, and what was not read is none")
    func turns() async throws {
        let (model, seen) = (model, Recorder<Int>())
        let flow = Flow.observing { model.number }.tap { seen.record($0) }
        let got = try await Graph { flow.prefix(2).collect() }.run { run in
            await until { seen.count == 1 }
            model.other = 5
            for number in 1...9 { model.number = number }
            return try await run.value
        }
        #expect(got == [0, 9])
    }

    @Test("the last change is never lost, however fast they come")
    func storm() async throws {
        let model = model
        for round in 0..<20 {
            model.number = 0
            let flow = Flow.observing { model.number }.prefix { $0 < 1_000 }
            let got = try await Graph { flow.collect() }.run { run in
                for number in 1...1_000 {
                    model.number = number
                    if number % 7 == round % 7 { await Task.yield() }
                }
                return try await run.value
            }
            #expect(got == got.sorted())
        }
    }

    @Test("a busy consumer gets the newest value when it asks; those between count as dropped")
    func busy() async throws {
        let (model, sink, read) = (model, TestSink<Int>(), Counter())
        let flow = Flow.observing {
            read.add()
            return model.number
        }
        try await Graph { sink.sink(flow.named("newest")) }.run { run in
            for number in 1...50 {
                await until { read.value == number }
                model.number = number
            }
            await until { run.snapshot()["newest"]?.received == 51 }
            let dropped = try #require(run.snapshot()["newest"]).dropped
            #expect(dropped >= 46)
            sink.requestAll()
            var last = -1
            for _ in 0..<(51 - dropped) { last = try await sink.next() }
            #expect(last == 50)
            run.cancel()
        }
    }

    @Test("the models of an actor are read on it, also those that are not Sendable")
    func actors() async throws {
        let (bank, seen) = (Bank(), Recorder<Int>())
        let flow = Flow.observing(on: bank) { bank in
            bank.assertIsolated()
            return bank.account.balance
        }
        let got = try await Graph { flow.tap { seen.record($0) }.prefix(2).collect() }.run { run in
            await until { seen.count == 1 }
            await bank.pay(7)
            return try await run.value
        }
        #expect(got == [0, 7])
    }

    @Test("a closure that throws fails the flow, behind what it gave before")
    func failure() async throws {
        let (model, seen) = (model, Recorder<Int>())
        let flow = Flow<Int>.observing {
            if model.number == 1 { throw TestFailure(number: 1) }
            return model.number
        }
        let error = await #expect(throws: GraphError.self) {
            try await Graph { flow.forEach { seen.record($0) } }.run { run in
                await until { seen.count == 1 }
                model.number = 1
                try await run.value
            }
        }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
        #expect(error?.node == "observing")
        #expect(seen.elements == [0])
    }

    @Test("X3 P15 a cancelled run reads no more, and a drained one completes")
    func ends() async throws {
        let (model, reads, seen) = (model, Counter(), Recorder<Int>())
        let flow = Flow.observing {
            reads.add()
            return model.number
        }
        try? await Graph { flow.forEach { seen.record($0) } }.run { run in
            await until { seen.count == 1 }
            model.number = 1
            run.cancel()
            try await run.value
        }
        model.number = 2
        await Task.yield()
        #expect(reads.value == 1)
        let got = try await Graph { flow.tap { seen.record($0) }.collect() }.run { run in
            await until { seen.count == 2 }
            try await run.drain()
            return try await run.value
        }
        #expect(got == [2])
    }

    @Test("G2 two runs at once each see the changes, and nothing keeps the model afterwards")
    func lifetime() async throws {
        weak var gone: Model?
        do {
            let (model, seen) = (Model(), Recorder<Int>())
            gone = model
            let flow = Flow.observing { model.number }.tap { seen.record($0) }.prefix(2).collect()
            async let first = flow.run()
            async let second = flow.run()
            await until { seen.count == 2 }
            model.number = 3
            #expect(try await first == [0, 3])
            #expect(try await second == [0, 3])
            _ = try await Flow.observing { model.other }.prefix(1).collect().run()
        }
        #expect(gone == nil)
    }
}
