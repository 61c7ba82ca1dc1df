import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("limited", .timeLimit(.minutes(5)))
struct LimitedTests {
    @Test("the burst leaves at once, then one for each new token, and none is lost")
    func burst() async throws {
        try await expectMarbles("(abcdefg|)", gives: "(abc)--d--e--f--(g|)") {
            $0.limited(to: 1, per: .seconds(3), burst: 3)
        }
        try await expectMarbles("(abcde|)", gives: "(ab)--c--d--(e|)") { $0.limited(to: 2, per: .seconds(6)) }
        try await expectMarbles("(ab#)", gives: "a--(b#)") { $0.limited(to: 1, per: .seconds(3)) }
    }

    @Test("the bucket fills while nothing comes, up to the burst")
    func refill() async throws {
        try await expectMarbles("(abc)----------(defg)----|", gives: "(ab)--c-------(de)--f--(g|)") {
            $0.limited(to: 1, per: .seconds(3), burst: 2)
        }
    }

    @Test("an element costs what it says; one that costs more than the bucket holds waits until that is full")
    func costs() async throws {
        // a costs 1, b costs 2, x costs 5, z nothing.
        let cost: @Sendable (String) -> Int = { ["b": 2, "x": 5, "z": 0][$0] ?? 1 }
        try await expectMarbles("(aba|)", gives: "a-b-(a|)") { flow in
            flow.limited(to: 1, per: .seconds(2), burst: 2, cost: cost)
        }
        try await expectMarbles("(axz|)", gives: "a-(xz|)") { flow in
            flow.limited(to: 1, per: .seconds(2), burst: 2, cost: cost)
        }
        try await expectMarbles("(xa|)", gives: "x-------(a|)") { flow in
            flow.limited(to: 1, per: .seconds(2), burst: 2, cost: cost)
        }
    }

    @Test("a cost that cannot be found out drops the element, where the flow says so")
    func throwing() async throws {
        let flow = Flow(0..<4).limited(to: 100, per: .nanoseconds(1)) { number in
            if number == 2 { throw TestFailure() }
            return 1
        }
        #expect(try await flow.onFailure(.skip).collect().run() == [0, 1, 3])
        await #expect(throws: GraphError.self) { try await flow.collect().run() }
    }

    @Test("where elements are not to wait, one that comes too early fails the flow, or is dropped")
    func failing() async throws {
        try await expectMarbles("a-b--cd", gives: "a-b--c#") {
            $0.limited(to: 1, per: .seconds(2), excess: .fail)
        }
        try await expectMarbles("(abc)--def-|", gives: "(ab)--de--|") {
            $0.limited(to: 1, per: .seconds(2), burst: 2, excess: .fail).onFailure(.skip)
        }
        let clock = TestClock()
        let flow = Flow(0..<3).limited(to: 1, per: .seconds(2), excess: .fail)
        let error = await #expect(throws: GraphError.self) { try await flow.collect().run(clock: clock) }
        #expect(error?.underlying as? RateExceeded == RateExceeded(early: .seconds(2)))
    }

    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<500)
        try await OperatorLaws(input, gives: input) { $0.limited(to: 1_000, per: .nanoseconds(10)) }.check()
    }

    @Test("a rate or a burst that lets nothing through is found before the graph runs")
    func limits() {
        let flow = Flow(0..<3)
        #expect(problems(of: flow.limited(to: 0, per: .seconds(1)).collect()).count == 1)
        #expect(problems(of: flow.limited(to: 1, per: .zero).collect()).count == 1)
        #expect(problems(of: flow.limited(to: 1, per: .seconds(1), burst: 0).collect()).count == 1)
        #expect(problems(of: flow.limited(to: 1, per: .seconds(Int64.max)).collect()).count == 1)
        #expect(problems(of: flow.limited(to: 1 << 20, per: .seconds(1)).collect()).isEmpty)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("abc---|", gives: "a-b-c-|") { $0.limited(to: 1, per: .seconds(2)) }
    }
}
