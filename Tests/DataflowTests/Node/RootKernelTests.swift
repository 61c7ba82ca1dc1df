import DataflowProbes
import Testing

@testable import Dataflow

@Suite("RootKernel", .timeLimit(.minutes(5)))
struct RootKernelTests {
    /// Emits each of these elements, and no more when it ends.
    private struct Echo: TransformBehavior {
        var chosen: ClosedRange<Int>

        mutating func receive(_ element: Int) -> Emission<Int> {
            chosen.contains(element) ? .emit(element) : .nothing
        }
    }

    @Test("F3 A sink that emits twice fails, and is named with its line", arguments: parallelisms)
    func twice(parallelism: Int) async throws {
        let line = #line + 1
        let sink = Flow(0..<10).sink(Echo(chosen: 2...9)).named("latest")
        let outcome = try await sink.outcome("twice", parallelism: parallelism)
        #expect(outcome.graphError?.underlying is SinkWithSeveralValues)
        #expect(outcome.graphError?.node == "latest")
        #expect(outcome.graphError?.site.line == line)
        #expect(outcome.graphError?.others.count == 0)
    }

    @Test("F3 So does one of several sinks, at once, while the others wait for something external")
    func amongOthers() async throws {
        let (open, numbers) = (HandSource<Int>(), HandSource<Int>())
        let graph = Graph {
            open.flow().count()
            numbers.flow().asyncStep { $0 }.sink(Echo(chosen: 0...9)).named("latest")
        }
        let outcome = try await graph.outcome("among others") { _ in
            for number in 0..<5 { _ = numbers.offer(number) }
        }
        #expect(outcome.graphError?.underlying is SinkWithSeveralValues)
        #expect(outcome.graphError?.node == "latest")
        withExtendedLifetime(open) {}
    }

    @Test("A sink may emit its value before its input has ended, and go on", arguments: parallelisms)
    func early(parallelism: Int) async throws {
        let sink = Flow(0..<1_000).sink(Echo(chosen: 3...3))
        #expect(try await sink.outcome("early", parallelism: parallelism).value == 3)
    }

    @Test("F3 A sink that emits nothing fails, and is named with its line")
    func none() async throws {
        let line = #line + 1
        let sink = Flow(0..<10).sink(Echo(chosen: 20...20)).named("none")
        let outcome = try await sink.outcome("none")
        #expect(outcome.graphError?.underlying is SinkWithoutValue)
        #expect(outcome.graphError?.node == "none")
        #expect(outcome.graphError?.site.line == line)
    }
}
