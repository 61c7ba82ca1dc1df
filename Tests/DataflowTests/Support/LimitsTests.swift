import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("Limits", .timeLimit(.minutes(5)))
struct LimitsTests {
    private static let absurd = [Int.max, 1 << 62, 1 << 40]

    private func doubled(_ number: Int) async -> Int { number * 2 }

    /// What is wrong with a graph of this sink, and that it is told to who runs it, in place of a trap.
    private func problem<Value>(of sink: Sink<Value>) async throws -> String {
        let found = problems(of: sink)
        #expect(found.count == 1, "\(found)")
        await #expect(throws: InvalidGraph.self) { try await sink.run() }
        return found.first ?? ""
    }

    @Test("G3 A mailbox, a buffer or an inlet beyond its limit is a finding that tells the limit", arguments: absurd)
    func capacities(value: Int) async throws {
        let flow = Flow(0..<3)
        let words = "is more than the 1048576 that are allowed."
        #expect(try await problem(of: flow.capacity(value).count()) == "a capacity of \(value) \(words)")
        #expect(try await problem(of: flow.buffer(value).count()) == "a buffer of \(value) \(words)")
        let dropping = flow.buffer(value, overflow: .dropOldest).count()
        #expect(try await problem(of: dropping) == "a buffer of \(value) \(words)")
        let inlet = Inlet<Int>(capacity: value)
        #expect(
            try await problem(of: Flow(inlet).count()) == "an inlet with a capacity of \(value) \(words)")
        let finding = Graph { flow.capacity(value).count() }.findings().first
        #expect(finding?.repair == "Give 1 to 1048576.")
    }

    @Test("G3 A concurrency beyond its limit is a finding, whatever the operator", arguments: absurd)
    func concurrencies(value: Int) async throws {
        let flow = Flow(0..<3)
        let words = "a concurrency of \(value) is more than the 65536 that are allowed."
        #expect(try await problem(of: flow.map(concurrency: value) { await doubled($0) }.count()) == words)
        let unordered = flow.map(concurrency: value, ordered: false) { await doubled($0) }.count()
        #expect(try await problem(of: unordered) == words)
        #expect(try await problem(of: flow.flatMap(concurrency: value) { [await doubled($0)] }.count()) == words)
        #expect(try await problem(of: flow.forEach(concurrency: value) { _ = await doubled($0) }) == words)
    }

    @Test("G3 Outputs beyond their limit are a finding, and are not made")
    func outputs() async throws {
        let parts = Flow(0..<3).partition(into: .max) { $0 }
        #expect(parts.count == 1 << 16)
        let found = problems(of: parts[0].count())
        #expect(found.contains("a fan-out to \(Int.max) outputs is more than the 65536 that are allowed."))
    }

    @Test("G3 What is large and within its limits is no finding, and counts without limit take any number")
    func large() async throws {
        let flow = Flow(0..<5)
        #expect(try await flow.capacity(1 << 20).count().run() == 5)
        #expect(try await flow.buffer(1 << 20, overflow: .fail).count().run() == 5)
        #expect(try await flow.map(concurrency: 1 << 16) { await doubled($0) }.count().run() == 5)
        #expect(try await flow.map(concurrency: 1 << 16, ordered: false) { await doubled($0) }.count().run() == 5)
        #expect(try await flow.prefix(.max).dropFirst(0).retry(.max).chunks(of: .max).collect().run() == [Array(0..<5)])
        #expect(try await flow.dropFirst(.max).collect().run() == [])
    }

    @Test("A run takes any parallelism from one on; more workers than threads are not made")
    func parallelism() async throws {
        for parallelism in [1, 300, .max] { #expect(try await Flow(0..<5).count().run(parallelism: parallelism) == 5) }
        #expect(Scheduler(width: .max).workers.count >= 256)
    }

    @Test("G3 A parallelism below one is a finding among the others of its graph", arguments: [0, -1, .min])
    func noParallelism(value: Int) async throws {
        let graph = Graph("still") { Flow(0..<5).capacity(0).count() }
        let error = await #expect(throws: InvalidGraph.self) { try await graph.run(parallelism: value) }
        #expect(error?.findings.count == 2)
        #expect(error?.findings.last?.problem == "a parallelism of \(value) leaves nobody to step a node.")
        #expect(error?.findings.last?.site.fileID.hasSuffix("LimitsTests.swift") == true)
    }

    @Test("G3 An interval beyond its limits is a finding; the longest is none")
    func intervals() {
        let tooLong = Duration.seconds(Int64.max) + .nanoseconds(1)
        #expect(problems(of: Flow.every(tooLong).count()).count == 1)
        #expect(problems(of: Flow.every(.nanoseconds(1) / 2).count()).count == 1)
        #expect(problems(of: Flow(0..<3).paced(every: tooLong).count()).count == 1)
        #expect(problems(of: Flow.every(.seconds(Int64.max)).paced(every: .seconds(Int64.max)).count()).isEmpty)
    }
}
