import DataflowProbes
import Testing

@testable import Dataflow

/// What `retry` starts over is a part of its own of the run; a graph in which it could not be one is told so before.
@Suite("G3 What retry starts over", .timeLimit(.minutes(5)))
struct RetryValidatorTests {
    private let start = "it cannot start over what stands above it: "

    /// The one finding about the retry of a graph.
    private func finding<Value>(_ graph: Graph<Value>) throws -> Finding {
        let findings = graph.findings()
        #expect(findings.count == 1, "\(findings)")
        let finding = try #require(findings.first)
        #expect(finding.repair.contains("retry"))
        return finding
    }

    @Test("A split above it has another output: the retry and the split are named, each with its line")
    func split() throws {
        let line = #line + 1
        let (even, odd) = Flow(0..<10).split { $0 % 2 == 0 }
        let retried = even.map { $0 }.retry(3).named("again")
        let finding = try finding(
            Graph {
                retried.collect()
                odd.collect()
            })
        #expect(finding.node == "again")
        #expect(finding.site == SourceSite(fileID: "DataflowTests/RetryValidatorTests.swift", line: line + 1))
        #expect(finding.problem == start + "split (RetryValidatorTests.swift:\(line)) also sends elsewhere.")
    }

    @Test("So has a partition, a balanced stage seen from one of its copies, and a fan-out of one's own")
    func fanOuts() throws {
        let parts = Flow(0..<9).partition(into: 3) { $0 % 3 }
        let partitioned = Graph {
            parts[0].retry(1).ignore()
            merge(parts[1], parts[2]).ignore()
        }
        #expect(try finding(partitioned).problem.hasPrefix(start + "partition ("))
        let balanced = Graph { Flow(0..<9).balanced(across: 2) { $0.map { $0 }.retry(1) }.ignore() }
        #expect(balanced.findings().map(\.node) == ["retry", "retry-2"])
        #expect(balanced.findings().allSatisfy { $0.problem.hasPrefix(start + "balanced (") })
        let routed = Flow<Int>.counting(9).routed(2) { _ in .all }
        let own = Graph {
            routed[0].retry(1).ignore()
            routed[1].ignore()
        }
        #expect(try finding(own).problem.hasPrefix(start + "fanOut ("))
    }

    @Test("An inlet above it gives its elements once")
    func inlet() throws {
        let inlet = Inlet<Int>()
        let finding = try finding(Graph { Flow(inlet).map { $0 }.retry(3).ignore() })
        #expect(finding.problem.hasPrefix(start + "inlet ("))
        withExtendedLifetime(inlet) {}
    }

    @Test("A loop that leads through it, or that it takes a part of, cannot start over without the rest")
    func loops() throws {
        let inside = feedback { (loop: Flow<Int>) in
            let all = merge(Flow(1..<10), loop).capacity(16).map { $0 }.retry(3)
            return (output: all, back: all.filter { $0 % 2 == 0 }.map { $0 / 2 })
        }
        #expect(try finding(Graph { inside.ignore() }).problem.hasPrefix(start + "feedback ("))
        var part = Flow(0..<1)
        let looped = feedback { (loop: Flow<Int>) in
            part = merge(Flow(1..<10), loop).capacity(16)
            return (output: part, back: part.filter { _ in false })
        }
        let outside = Graph {
            looped.ignore()
            part.retry(1).ignore()
        }
        #expect(try finding(outside).problem.hasPrefix(start + "feedback ("))
    }

    @Test("What stands whole above it starts over: a loop, a split that is merged again, what others use too")
    func whole() async throws {
        let failures = Counter()
        let once: @Sendable (Int) throws -> Int = { number in
            if number == 8, failures.add() % 2 == 1 { throw Boom() }
            return number
        }
        let looped = feedback { (loop: Flow<Int>) in
            let all = merge(Flow([16]), loop).capacity(16)
            return (output: all, back: all.filter { $0 > 1 }.map { $0 / 2 })
        }
        #expect(try await looped.map(once).retry(1).collect().run() == [16, 16, 8, 4, 2, 1])
        let parts = Flow(0..<20).split { $0 % 2 == 0 }
        #expect(try await merge(parts.matching, parts.others).map(once).retry(1).last().run() != nil)
        let shared = Flow(0..<10)
        let (retried, plain) = try await Graph {
            shared.map(once).retry(1).collect()
            shared.count()
        }.run()
        #expect(retried == Array(0..<8) + Array(0..<10))
        #expect(plain == 10)
    }

    @Test("Without retries nothing starts over, and nothing is found")
    func never() async throws {
        let inlet = Inlet<Int>()
        inlet.finish()
        #expect(try await Flow(inlet).retry(0).count().run() == 0)
    }

    @Test("A fault that the graph has anyway is reported once, and not again for the retry below it")
    func once() {
        var leaked = Flow(0..<1)
        _ = feedback { (loop: Flow<Int>) in
            leaked = loop
            return (output: loop, back: loop)
        }
        #expect(Graph { leaked.capacity(0).buffer(0).retry(1).retry(2).ignore() }.findings().count == 3)
    }

    @Test("Every retry gets a finding for each obstacle, in a fallback too")
    func all() async throws {
        let inlet = Inlet<Int>()
        let parts = Flow(inlet).split { $0 > 0 }
        let graph = Graph {
            parts.matching.retry(1).ignore()
            parts.others.retry(1).retry(1).ignore()
        }
        #expect(graph.findings().map(\.node) == ["retry", "retry", "retry-2", "retry-2", "retry-3", "retry-3"])
        let other = Inlet<Int>()
        let fallback = Flow<Int>.failing(Boom()).catch { _ in Flow(other).retry(1) }
        let error = await #expect(throws: GraphError.self) { try await fallback.ignore().run() }
        #expect(error?.underlying is Boom)
        #expect((error?.others.first?.error as? InvalidGraph)?.findings.count == 1)
    }
}
