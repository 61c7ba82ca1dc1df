import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("limited(by:)", .timeLimit(.minutes(5)))
struct LimitedByLimiterTests {
    private let clock = TestClock()

    @Test("the burst leaves at once, then one for each new token, and none is lost")
    func burst() async throws {
        try await expectMarbles("(abcdefg|)", gives: "(abc)--d--e--f--(g|)", clock: clock) {
            $0.limited(by: Limiter(rate: 1, per: .seconds(3), burst: 3, clock: clock))
        }
    }

    @Test("a failure stands behind the element that waits")
    func failure() async throws {
        try await expectMarbles("(ab#)", gives: "a--(b#)", clock: clock) {
            $0.limited(by: Limiter(rate: 1, per: .seconds(3), clock: clock))
        }
    }

    @Test("two flows share one rate, and neither starves")
    func shared() async throws {
        let limiter = Limiter(rate: 1, per: .seconds(1), clock: clock)
        let times = DataflowProbes.Recorder<String>()
        let graph = Graph {
            Flow(0..<10).limited(by: limiter).forEach { times.record("left \($0)") }
            Flow(0..<10).limited(by: limiter).forEach { times.record("right \($0)") }
        }
        let clock = clock
        try await graph.run(clock: clock) { run in
            for second in 0..<20 {
                await settle { times.count == second + 1 && limiter.waiting == min(2, 19 - second) }
                clock.advance(by: .seconds(1))
            }
            _ = try await run.value
        }
        for second in stride(from: 0, to: 20, by: 2) {
            #expect(Set(times.elements[second..<second + 2].map { $0.prefix(4) }).count == 2)
        }
    }

    @Test("elements cost what they say; a cost that cannot be found out drops the element where the flow says so")
    func costs() async throws {
        let cost: @Sendable (String) -> Int = { ["b": 2, "x": 5, "z": 0][$0] ?? 1 }
        try await expectMarbles("(axz|)", gives: "a-(xz|)", clock: clock) {
            $0.limited(by: Limiter(rate: 1, per: .seconds(2), burst: 2, clock: clock), cost: cost)
        }
        let flow = Flow(0..<4).limited(by: Limiter(rate: 100, per: .nanoseconds(1))) { number in
            if number == 2 { throw TestFailure() }
            return 1
        }
        #expect(try await flow.onFailure(.skip).collect().run() == [0, 1, 3])
    }

    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<500)
        let limiter = Limiter(rate: 1_000, per: .nanoseconds(10))
        try await OperatorLaws(input, gives: input) { $0.limited(by: limiter) }.check()
    }

    @Test("a limiter of what goes on at once is found before the graph runs")
    func limits() {
        let flow = Flow(0..<3)
        #expect(problems(of: flow.limited(by: Limiter(concurrency: 1)).collect()).count == 1)
        let both = Limiter(rate: 1, per: .seconds(1), concurrency: 1)
        #expect(problems(of: flow.limited(by: both).collect()).count == 1)
        #expect(problems(of: flow.limited(by: Limiter(rate: 1, per: .zero)).collect()).count == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("abc---|", gives: "a-b-c-|", clock: clock) {
            $0.limited(by: Limiter(rate: 1, per: .seconds(2), clock: clock))
        }
    }
}
