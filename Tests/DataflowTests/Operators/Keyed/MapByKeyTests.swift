import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("map(concurrency:by:)", .timeLimit(.minutes(5)))
struct MapByKeyTests {
    @Test("in order it keeps the laws of every operator", arguments: [0, 1, 64])
    func laws(waiting: Int) async throws {
        let input = Array(0..<300)
        try await OperatorLaws(input, gives: input.map { $0 * 2 }) { flow in
            flow.map(concurrency: 4, waiting: waiting, ordered: true, by: { $0 % 3 }) { await handedBack($0 * 2) }
        }.check()
    }

    @Test(
        "K5 each key's elements are worked on one at a time, and leave in their order", arguments: [1, 2], [0, 2, 256])
    func perKey(parallelism: Int, waiting: Int) async throws {
        let working = Locked(Set<Int>())
        let flow = Flow(0..<2_000).map(concurrency: 8, waiting: waiting, by: { $0 % 13 }) {
            (number: Int) async -> Int in
            let isAlone = working { $0.insert(number % 13).inserted }
            for _ in 0..<number % 4 { await Task.yield() }
            working { _ = $0.remove(number % 13) }
            return isAlone ? number : -1
        }
        let elements = try await flow.collect().run(parallelism: parallelism)
        #expect(elements.count == 2_000)
        for key in 0..<13 {
            #expect(elements.filter { $0 % 13 == key } == stride(from: key, to: 2_000, by: 13).map { $0 })
        }
    }

    @Test("K5 a key that is slow holds up its own elements, and no others while there is place to wait")
    func sideBySide() async throws {
        let (gate, seen) = (Gate(), Recorder<Int>())
        let flow = Flow([0, 0, 0, 1, 2, 0, 3, 4]).map(concurrency: 2, waiting: 8, by: { $0 }) {
            (key: Int) async throws -> Int in
            if key == 0 { try await gate.pass() }
            return key
        }
        try await Graph { flow.forEach { seen.record($0) } }.run { run in
            #expect(try await seen.elements(atLeast: 4) == [1, 2, 3, 4])
            gate.open()
            try await run.value
        }
        #expect(seen.elements == [1, 2, 3, 4, 0, 0, 0, 0])
    }

    @Test("no more are taken than may be in work or wait; in a cancelled run those that wait are counted")
    func bounds() async throws {
        let probe = SourceProbe()
        let flow = Flow<Int>.counting(probe: probe).capacity(1)
            .map(concurrency: 2, waiting: 5, by: { _ in 0 }) { (number: Int) async throws -> Int in
                try await Gate().pass()
                return number
            }.named("keyed")
        let outcome = try await Graph { flow.ignore() }.outcome { run in
            await settle { run.snapshot().edge(after: "map.key")?.delivered ?? 0 >= 7 && probe.pulls.value > 100 }
            run.cancel()
        }
        // One in work, and six that wait.
        #expect(outcome.snapshot.edge(after: "map.key")?.delivered == 7)
        #expect(outcome.snapshot.node("keyed")?.discarded == 6)
    }

    @Test("a closure that throws fails it, or its element is left out")
    func failures() async throws {
        let flow = Flow(0..<20).map(concurrency: 3, ordered: true, by: { $0 % 2 }) {
            (number: Int) async throws -> Int in
            if number == 7 { throw TestFailure(number: 7) }
            return await handedBack(number)
        }
        let error = await #expect(throws: GraphError.self) { try await flow.ignore().run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 7) && error?.node == "map")
        #expect(try await flow.onFailure(.skip).collect().run() == (0..<20).filter { $0 != 7 })
    }

    @Test("whatever the schedule, each key's elements come in order", arguments: [0, 3])
    func explored(waiting: Int) async throws {
        try await explore(seeds: 0..<200) { _ in
            let flow = Flow(0..<12).map(concurrency: 3, waiting: waiting, by: { $0 % 4 }) {
                (number: Int) async -> Int in
                if number % 3 == 0 { await Task.yield() }
                return number
            }
            let elements = try await flow.collect().run()
            try #require(elements.count == 12)
            for key in 0..<4 { try #require(elements.filter { $0 % 4 == key } == [key, key + 4, key + 8]) }
        }
    }

    @Test("nobody to work, and less than none waiting, are findings")
    func limits() {
        func count(_ concurrency: Int, _ waiting: Int) -> Int {
            problems(of: Flow([1]).map(concurrency: concurrency, waiting: waiting, by: { $0 }) { $0 }.ignore()).count
        }
        #expect(count(1, 0) == 0 && count(0, 0) == 1 && count(1, -1) == 1 && count(1, .max) == 1)
    }
}
