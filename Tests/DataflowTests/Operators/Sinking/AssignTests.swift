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
}
