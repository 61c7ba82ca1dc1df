import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@MainActor
@Suite("assign(to:on:)", .timeLimit(.minutes(5)))
struct AssignTests {
    @MainActor
    private final class Model {
        var number = 0 {
            didSet {
                MainActor.assertIsolated()
                history.append(number)
            }
        }
        private(set) var history: [Int] = []
    }

    /// As `settle`, for what the main actor knows.
    private func until(_ condition: () -> Bool) async {
        while !condition(), !Task.isCancelled { await Task.yield() }
    }

    @Test("every element is written on the main actor, in order")
    func writes() async throws {
        let model = Model()
        try await Flow(1..<50).assign(to: \.number, on: model).run()
        #expect(model.history == Array(1..<50))
        try await Flow<Int>.empty().assign(to: \.number, on: model).run()
        #expect(model.number == 49)
    }

    @Test("a failure of the flow is the sink's, behind the elements")
    func failure() async throws {
        let model = Model()
        let sink = Flow(1..<4).append(.failing(TestFailure(number: 4))).assign(to: \.number, on: model)
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 4))
        #expect(model.history == [1, 2, 3])
    }

    @Test("the object is not kept; when it is gone the flow completes")
    func gone() async throws {
        weak var gone: Model?
        var sink: Sink<Void>
        do {
            let model = Model()
            gone = model
            sink = Flow<Int>.unfold(0) { number in
                number += 1
                return number
            }.assign(to: \.number, on: model)
        }
        #expect(gone == nil)
        try await sink.run()
    }

    /// Not `Sendable`: its actor alone has it.
    private final class Ledger {
        var number = 0
        var history: [Int] = []
        var latest: Int {
            get { number }
            set {
                number = newValue
                history.append(newValue)
            }
        }
    }

    private actor Office {
        private let ledger = Ledger()
        var history: [Int] { ledger.history }

        func sink(_ flow: Flow<Int>) -> Sink<Void> { flow.assign(to: \.latest, on: ledger) }
    }

    @globalActor private actor Background {
        static let shared = Background()
    }

    @Background private final class Store {
        var number = 0 { didSet { Background.shared.assertIsolated() } }

        func sink(_ flow: Flow<Int>) -> Sink<Void> { flow.assign(to: \.number, on: self) }
    }

    @Test("an object of another actor is written on that actor, and need not be Sendable")
    func actors() async throws {
        let office = Office()
        try await office.sink(Flow(1..<50)).run()
        #expect(await office.history == Array(1..<50))
        let store = Store()
        try await store.sink(Flow(1..<50)).run()
        #expect(await store.number == 49)
    }

    @Test("P15 after a run was cancelled on the object's actor, nothing is written")
    func cancelled() async throws {
        let model = Model()
        let endless = Flow(0...)
        try? await Graph { endless.assign(to: \.number, on: model) }.run { run in
            await until { model.history.count > 2 }
            run.cancel()
            let count = model.history.count
            for _ in 0..<20 { await Task.yield() }
            #expect(model.history.count == count)
            try await run.value
        }
    }
}
