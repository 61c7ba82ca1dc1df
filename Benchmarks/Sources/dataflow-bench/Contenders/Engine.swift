import BenchKit
import Dataflow

/// The engine as a contender, on one worker and on as many as there are cores.
enum Engine {
    static let name = "dataflow"

    /// Runs a graph of one sink over so many elements and checks its value.
    static func contenders<Value: Equatable & Sendable>(
        _ amount: Contender.Amount = .upTo(20_000_000),
        expecting expected: @escaping @Sendable (Int) -> Value,
        _ sink: @escaping @Sendable (_ elements: Int) -> Sink<Value>
    ) -> [Contender] {
        contenders(amount) { elements, parallelism in
            try expect(try await sink(elements).run(parallelism: parallelism), toBe: expected(elements))
        }
    }

    /// The same for work that runs its graphs itself.
    static func contenders(
        _ amount: Contender.Amount = .upTo(20_000_000),
        _ work: @escaping @Sendable (_ elements: Int, _ parallelism: Int?) async throws -> Void
    ) -> [Contender] {
        [
            Contender("\(name)-1", amount) { try await work($0, 1) },
            Contender(name, amount) { try await work($0, nil) },
        ]
    }

    /// The same for work that also measures itself.
    static func measuring(
        _ amount: Contender.Amount = .upTo(20_000_000),
        _ work: @escaping @Sendable (_ elements: Int, _ parallelism: Int?) async throws -> Sample
    ) -> [Contender] {
        [
            .measuring("\(name)-1", amount) { try await work($0, 1) },
            .measuring(name, amount) { try await work($0, nil) },
        ]
    }
}

extension Flow where Element == Int {
    /// A sink that adds everything up.
    func summed() -> Sink<Int> {
        reduce(into: 0) { $0 &+= $1 }
    }

    /// So many maps one behind the other, with the same capacity at every edge.
    func mapped(_ maps: Int, capacity: Int) -> Flow<Int> {
        var flow = self.capacity(capacity)
        for _ in 0..<maps { flow = flow.map { $0 &+ 1 }.capacity(capacity) }
        return flow
    }
}
