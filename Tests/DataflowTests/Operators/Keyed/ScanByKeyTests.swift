import Dataflow
import DataflowTesting
import Testing

@Suite("scan(by:)", .timeLimit(.minutes(5)))
struct ScanByKeyTests {
    @Test("it keeps the laws of every operator: each key has a value of its own")
    func laws() async throws {
        let input = Array(0..<1_000)
        let sums = input.map { number in
            [number % 7, input.filter { $0 % 7 == number % 7 && $0 <= number }.reduce(0, +)]
        }
        try await OperatorLaws(input, gives: sums) { flow in
            flow.scan(by: { $0 % 7 }, into: 0) { $0 += $1 }.map { [$0.key, $0.value] }
        }.check()
        try await OperatorLaws(input, gives: sums) { flow in
            flow.scan(by: { $0 % 7 }, into: 0, idleFor: .seconds(3_600)) { $0 += $1 }.map { [$0.key, $0.value] }
        }.check()
    }

    @Test("K6 one key too many fails it, or takes the place of the key that was idle for longest")
    func limit() async throws {
        func counts(_ isForgetting: Bool, _ policy: FailurePolicy = .stop) -> Flow<Int> {
            Flow([0, 1, 0, 2, 0, 1]).scan(by: { $0 }, into: 0, maxKeys: 2, forgettingOldest: isForgetting) { count, _ in
                count += 1
            }.onFailure(policy).map { $0.value }
        }
        let error = await #expect(throws: GraphError.self) { try await counts(false).ignore().run() }
        #expect(error?.underlying as? TooManyKeys != nil)
        #expect(try await counts(false, .skip).collect().run() == [1, 1, 2, 3, 2])
        #expect(try await counts(true).collect().run() == [1, 1, 2, 1, 3, 1])
    }

    @Test("K6 a key that is idle is forgotten")
    func idle() async throws {
        let (source, sink, clock) = (TestSource<Int>(), TestSink<Int>(), TestClock())
        let flow = source.flow.scan(by: { $0 }, into: 0, idleFor: .seconds(10)) { count, _ in count += 1 }.map {
            $0.value
        }
        try await Graph { sink.sink(flow) }.run(clock: clock) { _ in
            sink.requestAll()
            try await source.send(1, 2, 1)
            try await sink.expect(1, 1, 2)
            clock.advance(by: .seconds(9))
            try await source.send(1)
            try await sink.expect(3)
            clock.advance(by: .seconds(1))
            try await source.send(1, 2)
            try await sink.expect(4, 1)
            source.finish()
            try await sink.expectCompletion()
        }
    }

    @Test("many keys pass through a few places")
    func many() async throws {
        let flow = Flow(0..<100_000).scan(by: { $0 }, into: 0, maxKeys: 100, forgettingOldest: true) { $0 += $1 }
        #expect(try await flow.map { $0.value }.reduce(0) { $0 + $1 }.run() == 4_999_950_000)
    }

    @Test("no key, or no time, is a finding")
    func limits() {
        func count(_ maxKeys: Int, _ idleFor: Duration?) -> Int {
            problems(of: Flow([1]).scan(by: { $0 }, into: 0, maxKeys: maxKeys, idleFor: idleFor) { $0 += $1 }.ignore())
                .count
        }
        #expect(count(1, nil) == 0 && count(1, .seconds(1)) == 0)
        #expect(count(0, nil) == 1 && count(0, .seconds(1)) == 1 && count(1, .zero) == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b-a|", gives: "'a1'-'b1'-'a2'|") {
            $0.scan(by: { $0 }, into: 0) { count, _ in count += 1 }.map { "\($0.key)\($0.value)" }
        }
    }
}
