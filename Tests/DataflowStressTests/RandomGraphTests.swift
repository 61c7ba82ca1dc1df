import Dataflow
import DataflowProbes
import Testing

extension Stress {
    @Suite("Random graphs")
    struct RandomGraphTests {
        @Test("O1 L1 Stress: random graphs give what a plain loop gives, and lose nothing")
        func oracle() async throws {
            for seed in 0..<stressed(400) {
                guard let found = await RandomGraphCheck.threads(1 + seed % 3).firstComplaint(seed) else { continue }
                Issue.record("\(found)")
                return
            }
        }

        @Test("O1 O4 L1 Stress: random graphs give what a plain loop gives under random schedules")
        func simulated() async throws {
            for seed in 0..<stressed(100) {
                guard let found = await RandomGraphCheck.schedules(3).firstComplaint(seed) else { continue }
                Issue.record("\(found)")
                return
            }
        }

        @Test("A random graph that fails is made smaller until nothing more can go")
        func shrinking() async throws {
            let check = RandomGraphCheck(problem: { make, _ in
                let elements = (try? await make().flow.collect().run()) ?? []
                return elements.contains { $0 > 20 } ? "\(elements)" : nil
            })
            var first: RandomGraphCheck.Found?
            for seed in 0..<20 where first == nil { first = await check.firstComplaint(seed) }
            let found = try #require(first)
            #expect(found.draws.count <= 4, "\(found)")
            #expect(found.nodes.count <= 3, "\(found)")
        }

        @Test("L1 Stress: a buffer that drops counts what it drops, and keeps the order")
        func droppingBuffer() async throws {
            for seed in 0..<stressed(60) { try await dropOnce(seed) }
        }

        func dropOnce(_ seed: Int) async throws {
            var random = SeededRandom(seed)
            let (count, size) = (random.upTo(2_000), 1 + random.upTo(20))
            let overflow: Overflow = seed % 2 == 0 ? .dropOldest : .dropNewest
            let flow = Flow(0..<count).capacity(1 + random.upTo(40)).buffer(size, overflow: overflow).named("buffer")
            let outcome = try await flow.map(concurrency: 2) { (number: Int) async -> Int in
                if number % 7 == 0 { await Task.yield() }
                return number
            }.collect().outcome("seed \(seed)", parallelism: 1 + seed % 3)
            let elements = try #require(outcome.value, "seed \(seed)")
            let buffer = try #require(outcome.snapshot.node("buffer"))
            #expect(elements.isSubsequence(of: Array(0..<count)), "seed \(seed): out of order")
            #expect(elements.count + buffer.dropped == count, "seed \(seed)")
            #expect(buffer.received == buffer.emitted + buffer.dropped, "seed \(seed)")
        }

        @Test("F3 Stress: whatever nodes throw, the error names one that threw")
        func failureStorm() async throws {
            for seed in 0..<stressed(300) { try await failOnce(seed) }
        }

        func failOnce(_ seed: Int) async throws {
            var builder = RandomGraph(seed: seed, bombs: 40)
            let (flow, _) = builder.build()
            let outcome = try await flow.collect().outcome("seed \(seed)", parallelism: 1 + seed % 3)
            let thrown = Set(builder.thrown.elements)
            guard let error = outcome.graphError else {
                #expect(outcome.error == nil, "seed \(seed): \(String(describing: outcome.error))")
                return
            }
            #expect(thrown.contains(error.node), "seed \(seed): \(error)")
            #expect((error.underlying as? Boom)?.name == error.node, "seed \(seed): \(error)")
            // Told, too, are failures to which a retry or a catch had yet to come.
            let others = error.others.filter { $0.error as? Boom != Boom("first") }
            #expect(thrown.isSuperset(of: others.map(\.node)), "seed \(seed): \(error)")
        }
    }
}
