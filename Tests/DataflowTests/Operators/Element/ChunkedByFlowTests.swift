import Dataflow
import DataflowTesting
import Testing

@Suite("chunked(by: flow)", .timeLimit(.minutes(5)))
struct ChunkedByFlowTests {
    private func expect(
        _ sources: [String], gives expected: String, chunks: [Character: String], count: Int? = nil
    ) async throws {
        let values = Dictionary(uniqueKeysWithValues: "ABCDEFGHIX1".map { ($0, "\($0)") })
        try await expectMarbles(sources, gives: expected, values: values, results: chunks) { flows in
            let chunks = count.map { flows[0].chunks(of: $0, or: flows[1]) } ?? flows[0].chunked(by: flows[1])
            return chunks.map { $0.joined() }
        }
    }

    @Test("without a mark all is one array, also before a failure")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: [input]) { $0.chunked(by: Flow<Int>.never()) }.check()
        let thousands = (0..<10).map { Array($0 * 100..<($0 + 1) * 100) }
        try await OperatorLaws(input, gives: thousands) { $0.chunks(of: 100, or: Flow<Int>.empty()) }.check()
    }

    @Test("each mark closes an array, unless it is empty; the rest comes at the end")
    func marks() async throws {
        try await expect(
            [
                "ABC-DEF-GHI-|",
                "---X---X---X|",
            ], gives: "---a---b---c|", chunks: ["a": "ABC", "b": "DEF", "c": "GHI"])
        try await expect(["--1--|", "XX-XX|"], gives: "---a-|", chunks: ["a": "1"])
        try await expect(["AB-C|", "--X"], gives: "--a-(b|)", chunks: ["a": "AB", "b": "C"])
    }

    @Test("R3 the rest comes before a failure of either flow")
    func failures() async throws {
        try await expect(["AB-C#", "--X"], gives: "--a-(b#)", chunks: ["a": "AB", "b": "C"])
        try await expect(["AB-C-", "--X-#"], gives: "--a-(b#)", chunks: ["a": "AB", "b": "C"])
    }

    @Test("with a limit an array closes when it is full, too")
    func limited() async throws {
        try await expect(["AB--A-B-|", "--X----X|"], gives: "-a----a-|", chunks: ["a": "AB"], count: 2)
        try await expect(["AB-ABCDE|", "--X-----|"], gives: "--a----b|", chunks: ["a": "AB", "b": "ABCDE"], count: 5)
    }

    @Test("a limit below 1 is a finding")
    func badLimit() {
        let sink = Flow(1...3).chunks(of: 0, or: Flow<Int>.never()).ignore()
        #expect(problems(of: sink) == ["an array of 0 elements would never be full."])
    }

    @Test("every element is in one array, in order, whatever the schedule")
    func schedules() async throws {
        try await explore(seeds: 0..<200) { _ in
            let (numbers, marks) = (Inlet<Int>(capacity: 4), Inlet<Int>(capacity: 2))
            async let chunks = Flow(numbers).chunked(by: Flow(marks)).collect().run()
            for number in 0..<9 {
                try await numbers.send(number)
                if number % 3 == 2 { try await marks.send(number) }
            }
            numbers.finish()
            let all = try await chunks
            try #require(all.flatMap { $0 } == Array(0..<9))
            try #require(!all.contains([]) && all.count <= 4)
        }
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["ab-c-d|", "--x"], gives: "--'ab'---('cd'|)") {
            $0[0].chunked(by: $0[1]).map { $0.joined() }
        }
        try await expectMarbles(["ab-cde-|", "--x"], gives: "--'ab'--'cde'-|") {
            $0[0].chunks(of: 3, or: $0[1]).map { $0.joined() }
        }
    }
}
