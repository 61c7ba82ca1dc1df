import Dataflow
import DataflowProbes
import Synchronization
import Testing

@Suite("Turns of nodes")
struct FairnessTests {
    @Test("A node that was just woken gets its turn although slow nodes before it always have more to do")
    func wokenLast() async throws {
        let ticks = Flow.unfold(0) { (number: inout Int) -> Slow? in
            number = busy(number)
            return Slow()
        }
        // A buffer that drops never holds its source up.
        let flow = ticks.buffer(1, overflow: .dropOldest).map { _ in 1 }.prefix(5)
        let count = try await within("five elements") { try await flow.count().run(parallelism: 1) }
        #expect(count == 5)
    }

    @Test("The first element crosses a long chain before the nodes behind it have done much")
    func firstThrough() async throws {
        let nodes = 1_000
        let calls = Atomic<Int>(0)
        let numbers = (0..<nodes).reduce(Flow(0..<Int.max)) { flow, _ in
            flow.map { number in
                calls.add(1, ordering: .relaxed)
                return number
            }.capacity(16)
        }
        let before = Locked(0)
        let sink = numbers.prefix(1).forEach { _ in before { $0 = calls.load(ordering: .relaxed) } }
        try await Graph("long") { sink }.run(parallelism: 1)
        #expect((nodes..<nodes * 20).contains(before { $0 }))
    }

    @Test("C5 A consumer that has enough stops everything above it before anything there handles one more element")
    func stopsAtOnce() async throws {
        let calls = Atomic<Int>(0)
        let chain = { (flow: Flow<Int>) in
            (0..<50).reduce(flow) { flow, _ in
                flow.map { number in
                    calls.add(1, ordering: .relaxed)
                    return number
                }.capacity(16)
            }
        }
        let joined = zip(chain(Flow(0..<Int.max)), merge(chain(Flow(0..<Int.max)), chain(Flow(0..<Int.max))))
        let before = Locked(0)
        let sink = chain(joined.map { $0 + $1 }).prefix(100).forEach { _ in
            before { $0 = calls.load(ordering: .relaxed) }
        }
        try await Graph("busy") { sink }.run(parallelism: 1)
        #expect(calls.load(ordering: .relaxed) == before { $0 })
    }
}

/// Takes long to drop.
private final class Slow: Sendable {
    deinit { _ = busy(1) }
}

/// Takes longer than a step should, so that a node is given one element a step.
private func busy(_ seed: Int) -> Int {
    (0..<20_000).reduce(seed) { ($0 &* 31 &+ $1) & 0xFFFF }
}
