import Dataflow
import DataflowTesting
import Testing

@Suite("chunked(by:), chunked(on:)", .timeLimit(.minutes(5)))
struct ChunkedTests {
    @Test("they keep the laws of every operator, and the rest comes before a failure")
    func laws() async throws {
        let input = Array(0..<1_000)
        let tens = (0..<100).map { Array($0 * 10..<$0 * 10 + 10) }
        try await OperatorLaws(input, gives: tens) { flow in flow.chunked { $0 / 10 == $1 / 10 } }.check()
        try await OperatorLaws(input, gives: tens.map { [$0[0] / 10] + $0 }) { flow in
            flow.chunked(on: { $0 / 10 }).map { [$0.0] + $0.1 }
        }.check()
    }

    @Test("an array comes when the next one begins, or at the end")
    func marbles() async throws {
        let values: [Character: String] = ["a": "a", "b": "b", "A": "A", "x": "aA"]
        try await expectMarbles("-aA-b-|", gives: "----x-(b|)", values: values, results: values) { flow in
            flow.chunked { $0.lowercased() == $1.lowercased() }.map { $0.joined() }
        }
        try await expectMarbles("-aA-b-#", gives: "----x-(b#)", values: values, results: values) { flow in
            flow.chunked(on: { $0.lowercased() }).map { $0.1.joined() }
        }
    }

    @Test("with .skip an element whose closure throws is left out")
    func skips() async throws {
        let flow = Flow(1...6).chunked(on: { (number: Int) throws in
            if number == 3 { throw TestFailure(number: 3) }
            return number / 4
        }).onFailure(.skip)
        #expect(try await flow.map { $0.1 }.collect().run() == [[1, 2], [4, 5, 6]])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("aab-b-a|", gives: "--'aa'---'bb'(a|)") { $0.chunked(by: ==).map { $0.joined() } }
        try await expectMarbles("aab-b-a|", gives: "--'a2'---'b2'('a1'|)") {
            $0.chunked(on: { $0 }).map { "\($0.0)\($0.1.count)" }
        }
    }
}
