import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("Task-local values in simulations")
struct TaskLocalTests {
    enum Name { @TaskLocal static var current = "nobody" }

    /// The names that the closures of a graph find: of a source, an operator, one that awaits, one that emits, one that
    /// handles a failure, and the operator in its flow.
    private static var graph: Graph<[String]> {
        let pulled = Flow.unfold(false) { isDone -> String? in
            defer { isDone = true }
            return isDone ? nil : "unfold \(Name.current)"
        }
        let emitted = Flow<String> { emit in
            try await emit("emit \(Name.current)")
            await Task.yield()
            try await emit("later \(Name.current)")
        }
        let failed = Flow<String>.failing(Boom()).catch { _ in
            let name = "catch \(Name.current)"
            return Flow([name]).map { "\($0), map \(Name.current)" }
        }
        let awaited = merge(pulled, emitted, failed).map { text async in
            await Task.yield()
            return "\(text), await \(Name.current)"
        }
        return Graph { awaited.map { "\($0), map \(Name.current)" }.collect() }
    }

    private static func names() async throws -> [String] {
        try await Name.$current.withValue("caller") { try await graph.run().sorted() }
    }

    @Test("A closure finds the values of the task that runs the graph, as in a real run")
    func values() async throws {
        let real = try await Self.names()
        #expect(real.allSatisfy { !$0.contains("nobody") } && real.count == 4)
        for seed in UInt64(0)..<20 {
            #expect(try await simulate(seed: seed) { _ in try await Self.names() }.value == real)
        }
        try await explore(seeds: 0..<20) { _ in
            if try await Self.names() != real { throw Boom() }
        }
        try await exhaustive(schedules: 20) { _ in
            if try await Self.names() != real { throw Boom() }
        }
    }

    @Test("Two runs at once find each its own")
    func twoRuns() async throws {
        for seed in UInt64(0)..<20 {
            let found = try await simulate(seed: seed) { _ in
                @Sendable func name(_ name: String) async throws -> [String] {
                    try await Name.$current.withValue(name) {
                        try await Flow(0..<5).map { _ in Name.current }.collect().run()
                    }
                }
                async let left = name("left")
                async let right = name("right")
                return try await [left, right]
            }
            #expect(found.value == ["left", "right"].map { Array(repeating: $0, count: 5) })
        }
    }

    @Test("A closure finds out that the task that runs the graph was cancelled, as in a real run")
    func cancelled() async throws {
        let seen = try await simulate(seed: 1) { _ in
            let seen = Locked(false)
            await withTaskGroup { group in
                group.addTask {
                    try? await Flow(0...).forEach { number in
                        unsafe withUnsafeCurrentTask { if number == 10 { unsafe $0?.cancel() } }
                        if Task.isCancelled { seen { $0 = true } }
                    }.run()
                }
            }
            return seen { $0 }
        }
        #expect(seen.value)
    }

    @Test("The values around a simulation are those of its body, and the body's own do not leave it")
    func around() async throws {
        try await Name.$current.withValue("around") {
            let found = try await simulate(seed: 1) { _ in
                let before = Name.current
                return try await [before] + Self.names().prefix(1) + [Name.current]
            }
            #expect(found.value.first == "around" && found.value.last == "around")
            #expect(Name.current == "around")
        }
    }
}
