import Dataflow
import Foundation
import Testing

/// The mailbox sizes over which the rules of the contract are held; nil is the default.
package let capacities: [Int?] = [1, 2, 3, 16, nil]

/// How many nodes may step at the same moment.
package let parallelisms = Rounds.parallelism.map { [$0] } ?? [1, 2]

/// How large stress tests are: `DATAFLOW_STRESS=10` makes them ten times as large.
package let stressFactor = number(in: "DATAFLOW_STRESS") ?? 1

/// What an environment variable says, at least 1; nil if it says no number.
func number(in variable: String) -> Int? {
    ProcessInfo.processInfo.environment[variable].flatMap(Int.init).map { max(1, $0) }
}

extension GraphSnapshot {
    /// The edge that leaves the node with this name.
    package func edge(after node: String) -> Edge? {
        nodes.firstIndex { $0.name == node }.flatMap { index in edges.first { $0.from == index } }
    }

    package func node(_ name: String) -> Node? { nodes.first { $0.name == name } }

    /// Whether every mailbox between two nodes is full and its producer waits.
    package var isFull: Bool {
        edges.allSatisfy { $0.to == nil || ($0.held == $0.capacity && $0.isBackpressured) }
    }

    /// Whether the producer of every mailbox between two nodes waits for room.
    package var isBlocked: Bool { edges.allSatisfy { $0.to == nil || $0.isBackpressured } }

    /// Records an issue for every edge that lost or doubled an element, or still holds one after the end.
    package func checkLedger(_ cell: String = "", sourceLocation: SourceLocation = #_sourceLocation) {
        for edge in edges {
            let (from, to) = (nodes[edge.from].name, edge.to.map { nodes[$0].name } ?? "the run")
            let counts = "accepted \(edge.accepted), delivered \(edge.delivered), discarded \(edge.discarded)"
            if !edge.isBalanced || (edge.to != nil && edge.held != 0) {
                Issue.record("\(cell) \(from) → \(to): \(counts), held \(edge.held)", sourceLocation: sourceLocation)
            }
        }
        for node in nodes where !node.hasEnded {
            Issue.record("\(cell) \(node.name) has not ended", sourceLocation: sourceLocation)
        }
    }
}

/// How a run ended and what it looked like then.
package struct Outcome<Value: Sendable>: Sendable {
    package let result: Result<Value, any Error>
    package let snapshot: GraphSnapshot

    package var error: (any Error)? {
        if case .failure(let error) = result { return error }
        return nil
    }
    package var graphError: GraphError? { error as? GraphError }
    package var stall: GraphStall? { error as? GraphStall }
    package var wasCancelled: Bool { error is CancellationError }
    package var value: Value? { try? result.get() }
}

extension Graph where Value: Sendable {
    /// Runs to the end, checks the ledger of every edge, and tells how it ended.
    package func outcome(
        _ cell: String = "", parallelism: Int? = nil, clock: any Clock<Duration> = ContinuousClock(),
        sourceLocation: SourceLocation = #_sourceLocation,
        while body: @escaping @Sendable (GraphRun<Value>) async throws -> Void = { _ in }
    ) async throws -> Outcome<Value> {
        let outcome = try await within(cell.isEmpty ? name : cell, sourceLocation: sourceLocation) {
            let seen = Locked<Outcome<Value>?>(nil)
            do {
                try await self.run(clock: clock, parallelism: parallelism ?? Rounds.parallelism) { run in
                    try await body(run)
                    let result: Result<Value, any Error>
                    do { result = .success(try await run.value) } catch { result = .failure(error) }
                    while !run.hasEnded { await Task.yield() }
                    let snapshot = run.snapshot()
                    seen { $0 = Outcome(result: result, snapshot: snapshot) }
                }
            } catch {
                guard seen({ $0 != nil }) else { throw error }
            }
            return seen { $0! }
        }
        outcome.snapshot.checkLedger(cell, sourceLocation: sourceLocation)
        return outcome
    }
}

extension Sink {
    /// Runs a graph of this one sink; see ``Graph/outcome(_:parallelism:clock:sourceLocation:while:)``.
    package func outcome(
        _ cell: String = "", parallelism: Int? = nil, clock: any Clock<Duration> = ContinuousClock(),
        sourceLocation: SourceLocation = #_sourceLocation,
        while body: @escaping @Sendable (GraphRun<Value>) async throws -> Void = { _ in }
    ) async throws -> Outcome<Value> {
        try await Graph { self }.outcome(
            cell, parallelism: parallelism, clock: clock, sourceLocation: sourceLocation, while: body)
    }
}
