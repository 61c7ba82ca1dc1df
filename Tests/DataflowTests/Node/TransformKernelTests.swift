import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("TransformKernel", .timeLimit(.minutes(5)))
struct TransformKernelTests {
    /// Keeps everything for the end, and gives it there or before a failure.
    private struct Keeping: TransformBehavior {
        enum AtFailure {
            case gives, givesLast, givesAll, finishes, fails
        }

        let atFailure: AtFailure
        var kept: [Int] = []

        mutating func receive(_ element: Int) -> Emission<Int> {
            kept.append(element)
            return .nothing
        }

        mutating func finish() -> Emission<Int> { .several }
        mutating func next() -> Int? { kept.isEmpty ? nil : kept.removeFirst() }

        mutating func inputFailed(_ error: any Error) throws -> Emission<Int> {
            switch atFailure {
            case .gives: .emit(kept.count)
            case .givesLast: .emitLast(kept.count)
            case .givesAll: .several
            case .finishes: .finish
            case .fails: throw TestFailure(number: 2)
            }
        }
    }

    private let seen = Recorder<Int>()

    private func run(_ atFailure: Keeping.AtFailure, capacity: Int) async throws -> GraphError? {
        let source = Flow(source: ProbeSource(0..<5, failing: TestFailure(number: 1))).named("source")
        let flow = source.transform(Keeping(atFailure: atFailure)).named("keeping").capacity(capacity)
        return try await flow.forEach { seen.record($0) }.outcome().graphError
    }

    @Test(
        "E3 what a behavior gives at a failure goes out first, then the failure, whatever it answers",
        arguments: [1, 16])
    func failure(capacity: Int) async throws {
        for (answer, given) in [
            (Keeping.AtFailure.gives, [5]), (.givesLast, [5]), (.givesAll, [0, 1, 2, 3, 4]), (.finishes, []),
        ] {
            let before = seen.count
            let error = try await run(answer, capacity: capacity)
            #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
            #expect(error?.node == "source")
            #expect(Array(seen.elements.dropFirst(before)) == given)
        }
    }

    @Test("F10 an error that it throws at a failure does not hide it")
    func failureTwice() async throws {
        let error = try await run(.fails, capacity: 1)
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
        #expect(error?.others.map(\.node) == ["keeping"])
    }
}
