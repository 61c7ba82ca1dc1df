import Dataflow
import DataflowTesting
import Testing

/// Not sendable.
private final class Total {
    var sum = 0
}

@Suite("map(with:)", .timeLimit(.minutes(5)))
struct MapWithStateTests {
    @Test("each run has a state of its own, which need not be sendable")
    func laws() async throws {
        let input = Array(0..<500)
        let sums = input.map { $0 * ($0 + 1) / 2 }
        try await OperatorLaws(input, gives: sums) { flow in
            flow.map(with: { Total() }) { total, number in
                total.sum += number
                return total.sum
            }
        }.check()
        try await OperatorLaws(input, gives: sums) { flow in
            flow.map(with: { 0 }) { (sum: inout Int, number: Int) async in
                sum += await handedBack(number)
                return sum
            }
        }.check()
    }

    @Test(".skip keeps the state, .restart makes it anew")
    func policies() async throws {
        let flow = Flow([1, 2, 3, 4]).map(with: { Total() }) { total, number in
            if number == 3 { throw TestFailure(number: 3) }
            total.sum += number
            return total.sum
        }
        #expect(try await flow.onFailure(.skip).collect().run() == [1, 3, 7])
        #expect(try await flow.onFailure(.restart).collect().run() == [1, 3, 4])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b|", gives: "'a1'-'b2'|") {
            $0.map(with: { 0 }) { (count: inout Int, letter) in
                count += 1
                return "\(letter)\(count)"
            }
        }
    }
}
