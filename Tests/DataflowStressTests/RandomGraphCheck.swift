import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

/// Compares random graphs with their oracles, and makes the first that differs as small as it can.
struct RandomGraphCheck {
    /// A graph that gives what it should not, and the draws that make it again: `RandomGraph(Draws([…]))`.
    struct Found: CustomStringConvertible {
        let seed: Int
        let draws: [Int]
        let nodes: [String]
        let problem: String

        var description: String {
            "seed \(seed), shortened: \(problem)\n  nodes: \(nodes.joined(separator: ", "))\n  RandomGraph(Draws(\(draws)))"
        }
    }

    /// Builds a graph, the same each time, but with nothing of an earlier run in it.
    typealias Make = @Sendable () -> RandomGraph.Part

    /// What is wrong with what a graph gives, or nil.
    let problem: (_ make: @escaping Make, _ seed: Int) async -> String?

    /// On real threads.
    static func threads(_ parallelism: Int) -> RandomGraphCheck {
        RandomGraphCheck { make, seed in
            let (flow, oracle) = make()
            do {
                let outcome = try await doubled(flow).outcome("seed \(seed)", parallelism: parallelism) { run in
                    try await lookForStalls(run)
                }
                guard let (elements, sum) = outcome.value else { return "threw \(outcome.error as Any)" }
                return Self.compare(elements, sum, oracle)
            } catch {
                return "threw \(error)"
            }
        }
    }

    /// Under schedules that a seed decides, with every edge's counts checked after every step.
    static func schedules(_ count: UInt64) -> RandomGraphCheck {
        RandomGraphCheck { make, seed in
            do {
                let first = UInt64(seed) * count
                try await explore(seeds: first..<first + count) { _ in
                    let (flow, oracle) = make()
                    let (elements, sum) = try await doubled(flow).run()
                    if let problem = Self.compare(elements, sum, oracle) { throw Boom(problem) }
                }
                return nil
            } catch {
                return "\(error)"
            }
        }
    }

    /// Builds the graph of a seed; nil when all is well with it.
    func firstComplaint(_ seed: Int) async -> Found? {
        let first = await tried(Draws(seed: seed), seed)
        guard first.problem != nil else { return nil }
        var shrinker = Shrinker(Schedule(first.draws)) { candidate in
            let next = await tried(Draws(candidate.choices), seed)
            return next.problem == nil ? nil : Schedule(next.draws)
        }
        await shrinker.shrink()
        let last = await tried(Draws(shrinker.best.choices), seed)
        // What fails only now and then may not fail once more.
        let problem = last.problem ?? "then, not again: \(first.problem!)"
        return Found(seed: seed, draws: shrinker.best.choices, nodes: last.nodes, problem: problem)
    }

    private func tried(_ draws: Draws, _ seed: Int) async -> (draws: [Int], nodes: [String], problem: String?) {
        var builder = RandomGraph(draws)
        let nodes = Graph { builder.build().flow.ignore() }.plan.nodes.map(\.name)
        let taken = builder.draws.taken
        let make: Make = {
            var builder = RandomGraph(Draws(taken))
            return builder.build()
        }
        return (taken, nodes, await problem(make, seed))
    }

    private static func doubled(_ flow: Flow<Int>) -> Graph<([Int], Int)> {
        Graph("random") {
            flow.collect()
            flow.reduce(0) { $0 &+ $1 }
        }
    }

    private static func compare(_ elements: [Int], _ sum: Int, _ oracle: Oracle) -> String? {
        if sum != oracle.elements.reduce(0, &+) { return "one of two branches got the sum \(sum)" }
        return oracle.problem(about: elements)
    }
}

/// S5: in a graph that will complete, nothing stalls.
private func lookForStalls<Value>(_ run: GraphRun<Value>) async throws {
    for _ in 0..<16 where !run.hasEnded {
        if let stall = run.partialStall() { throw Boom("\(stall)") }
        await Task.yield()
    }
}
