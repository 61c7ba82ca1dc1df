import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("Who hears of failures", .timeLimit(.minutes(5)))
struct FailureListenerTests {
    private let heard = DataflowProbes.Recorder<Int>()

    private func hear(_ error: any Error) { heard.record((error as? TestFailure)?.number ?? -1) }

    private static func even(_ number: Int) throws -> Int {
        if number % 2 == 1 { throw TestFailure(number: number) }
        return number
    }

    private static let operators: [@Sendable (Flow<Int>) -> Flow<Int>] = [
        { $0.map { try even($0) } }, { $0.map { try await handedBack(even($0)) } },
        { $0.limited(to: 9, per: .nanoseconds(1)) { try even($0) } },
        { $0.conflated(into: 0) { $0 = try even($1) } },
        { $0.partition(into: 1) { try even($0) * 0 }[0] },
        { $0.flatMap { [try even($0)] } }, { $0.flatMap { [try await handedBack(even($0))] } },
        { $0.concatMap { .just(try even($0)) } },
        { $0.divert(to: Hub()) { try even($0) < 0 } }, { $0.map(attempts: 1) { try even($0) } },
    ]

    @Test("each error for which an element is dropped is told once", arguments: operators.indices)
    func told(number: Int) async throws {
        let flow = Self.operators[number](Flow(0..<6)).onFailure(.skip) { [self] in hear($0) }
        _ = try await flow.collect().run()
        #expect(heard.elements == [1, 3, 5])
    }

    @Test("a flow that is used twice tells it once, and each run tells it anew")
    func usedTwice() async throws {
        let flow = Flow(0..<4).map { try Self.even($0) }.onFailure(.restart) { [self] in hear($0) }
        let graph = Graph {
            flow.collect()
            flow.count()
        }
        for _ in 0..<2 { _ = try await graph.run() }
        #expect(heard.elements == [1, 3, 1, 3])
    }

    @Test("a sink and a part that follows a failure tell it too; dropped elements are counted as before")
    func sinks() async throws {
        let sink = Flow(0..<4).forEach { _ = try Self.even($0) }.named("sink").onFailure(.skip) { [self] in hear($0) }
        let outcome = try await sink.outcome()
        #expect(outcome.snapshot.node("sink")?.dropped == 2)
        let fallback = Flow(4..<8).map { try Self.even($0) }.onFailure(.skip) { [self] in hear($0) }
        #expect(try await Flow.failing(TestFailure()).catch { _ in fallback }.collect().run() == [4, 6])
        #expect(heard.elements == [1, 3, 5, 7])
    }

    @Test("errors can be handed to an inlet")
    func inlet() async throws {
        let errors = Inlet<any Error>()
        let flow = Flow(0..<6).map { try Self.even($0) }.onFailure(.skip) { _ = errors.trySend($0) }
        async let numbers = Flow(errors).compactMap { ($0 as? TestFailure)?.number }.collect().run()
        #expect(try await flow.collect().run() == [0, 2, 4])
        errors.finish()
        #expect(try await numbers == [1, 3, 5])
    }

    @Test("an error that ends the flow is no dropped element")
    func stop() async throws {
        let flow = Flow(0..<4).map { try Self.even($0) }.onFailure(.stop) { [self] in hear($0) }
        await #expect(throws: GraphError.self) { try await flow.collect().run() }
        #expect(heard.elements == [])
    }
}
