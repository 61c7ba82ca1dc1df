import Dataflow
import DataflowProbes
import Testing

@Suite("O: order")
struct OrderTests {
    @Test("O1 First in, first out through every shape", arguments: capacities, parallelisms)
    func chain(capacity: Int?, parallelism: Int) async throws {
        let flow = Flow<Int>.counting(1_000).room(capacity).step { $0 }.room(capacity)
            .asyncStep { $0 }.room(capacity).repeated(1).room(capacity)
        let branches = flow.routed(2) { $0 % 2 == 0 ? .output(0) : .output(1) }.map { $0.room(capacity) }
        let graph = Graph {
            branches[0].gathered()
            branches[1].gathered()
            zip(branches[0], branches[1]).room(capacity).gathered()
        }
        let outcome = try await graph.outcome("O1", parallelism: parallelism)
        let value = outcome.value
        #expect(outcome.error == nil)
        #expect(value?.0 == Array(stride(from: 0, to: 1_000, by: 2)))
        #expect(value?.1 == Array(stride(from: 1, to: 1_000, by: 2)))
        #expect(value?.2.map(\.0) == value?.0)
        #expect(value?.2.map(\.1) == value?.1)
    }

    @Test(
        "O2 T27 A merge keeps each input's order and gives each its share of the first 1,000",
        arguments: capacities, parallelisms)
    func fairness(capacity: Int?, parallelism: Int) async throws {
        let inputs = (0..<2).map { input in
            Flow<Int>.counting(2_000).room(capacity).step { [input, $0] }.room(capacity)
        }
        let hand = HandSink<[Int]>()
        let outcome = try await hand.sink(joined(inputs).room(capacity)).outcome("O2", parallelism: parallelism) {
            run in
            // Between two pulls every input gets something to give; what the merge sent before that counts for nothing.
            let size = capacity ?? defaultMailboxCapacity
            while hand.elements.count < size + 1_100 {
                // In a cancelled task settling and taking return at once.
                try Task.checkCancellation()
                await settle { hand.isHolding && run.snapshot().isBlocked }
                let before = hand.elements.count
                hand.pull(max(1, size / 2))
                await hand.taken(before + max(1, size / 2))
            }
            hand.pullAll()
        }
        #expect(outcome.value == 4_000)
        let first = hand.elements.dropFirst((capacity ?? defaultMailboxCapacity) + 1).prefix(1_000).count { $0[0] == 0 }
        #expect((450...550).contains(first), "\(first) of 1,000")
        for input in 0..<2 { #expect(hand.elements.filter { $0[0] == input }.map { $0[1] } == Array(0..<2_000)) }
    }

    @Test("O3 T38 Parallel work keeps order unless it says otherwise, whatever finishes first", arguments: [2, 4])
    func parallel(concurrency: Int) async throws {
        for isOrdered in [true, false] {
            let gates = (0..<concurrency).map { _ in Gate() }
            let started = Recorder<Int>()
            let out = Recorder<Int>()
            let flow = Flow<Int>.counting(concurrency).asyncStep(concurrency: concurrency, ordered: isOrdered) {
                element in
                started.record(element)
                try await gates[element].wait()
                return element
            }
            let outcome = try await flow.step { out.record($0) }.gathered().outcome("O3") { _ in
                await settle { started.count == concurrency }
                for number in (0..<concurrency).reversed() {
                    gates[number].open()
                    if !isOrdered { await settle { out.count == concurrency - number } }
                }
            }
            #expect(outcome.error == nil)
            #expect(out.elements == (isOrdered ? Array(0..<concurrency) : (0..<concurrency).reversed()))
        }
    }

    @Test("O4 T53 Results do not depend on how elements were batched", arguments: parallelisms)
    func batches(parallelism: Int) async throws {
        var results: [[Int]] = []
        for capacity in capacities {
            let source = Flow<Int>.counting(997).room(capacity)
            let flow = source.repeated(3).room(capacity).only { $0 % 5 != 0 }.room(capacity).first(1_234).room(capacity)
            results.append(try await flow.gathered().outcome("O4", parallelism: parallelism).value ?? [])
        }
        let oracle = Array((0..<997).flatMap { [$0, $0, $0] }.filter { $0 % 5 != 0 }.prefix(1_234))
        for result in results { #expect(result == oracle) }
    }

    @Test("O5 T11 T12 A node handles one element at a time, also when its closure awaits", arguments: parallelisms)
    func serial(parallelism: Int) async throws {
        let inside = Counter()
        let sources = (0..<8).map { _ in Flow<Int>.counting(100).capacity(2) }
        let flow = joined(sources).step { element in
            inside.add()
            defer { inside.add(-1) }
            return element
        }.asyncStep { element in
            inside.add()
            await Task.yield()
            inside.add(-1)
            return element
        }
        // Two closures, so at most two at once; one of them alone would be a failure of the test.
        #expect(try await flow.gathered().outcome("O5", parallelism: parallelism).value?.count == 800)
        #expect(inside.peak <= 2)
        let alone = Counter()
        let one = joined(sources).asyncStep { element in
            alone.add()
            await Task.yield()
            alone.add(-1)
            return element
        }
        #expect(try await one.gathered().outcome("O5", parallelism: parallelism).value?.count == 800)
        #expect(alone.peak == 1)
    }
}
