import Dataflow
import DataflowTesting
import Testing

@Suite("mergeSorted", .timeLimit(.minutes(5)))
struct MergeSortedTests {
    @Test("of one flow it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input) { mergeSorted($0) }.check()
        try await OperatorLaws(input, gives: input) { mergeSorted(.empty(), $0, .empty()) }.check()
    }

    @Test("any number of flows in order give one in order", arguments: [0, 1, 2, 3, 7, 40])
    func sorted(count: Int) async throws {
        let lists = (0..<count).map { list in (0..<50).map { ($0 * (list + 3)) % 97 }.sorted() }
        let merged = mergeSorted(lists.map { Flow($0).capacity(3) }) { $0 < $1 }
        #expect(try await merged.collect().run() == lists.flatMap { $0 }.sorted())
    }

    @Test("of equal elements the one whose flow stands first comes first")
    func stable() async throws {
        let lists = (0..<4).map { list in (0..<20).map { ($0 / 3, list) } }
        let merged = mergeSorted(lists.map { Flow($0.map { $0.0 * 10 + $0.1 }) }) { $0 / 10 < $1 / 10 }
        let expected = lists.flatMap { $0 }.sorted { $0 < $1 }.map { $0.0 * 10 + $0.1 }
        #expect(try await merged.collect().run() == expected)
    }

    @Test("an element waits until no flow can give a smaller one")
    func waits() async throws {
        try await expectMarbles(["a--c---e|", "--b--d|"], gives: "--ab-c-(de)|") { flows in
            mergeSorted(flows[0], flows[1])
        }
    }

    @Test("flows out of order lose nothing")
    func unsorted() async throws {
        let merged = mergeSorted(Flow([3, 1, 2]), Flow([2, 9, 0]))
        #expect(try await merged.collect().run().sorted() == [0, 1, 2, 2, 3, 9])
    }

    @Test("it fails when the closure throws, and cancels the flows")
    func throwing() async throws {
        let log = Recorder<ProbeSource.Event>()
        let flows = (0..<2).map { _ in Flow(source: ProbeSource(log: log)).capacity(2) }
        let merged = mergeSorted(flows) { (first: Int, second: Int) throws in
            if first == 5 { throw TestFailure(number: 5) }
            return first < second
        }
        let error = await #expect(throws: GraphError.self) { try await merged.ignore().run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 5))
        #expect(log.closings == 2)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["a--c---e|", "--b--d|"], gives: "--ab-c-(de)|") { mergeSorted($0[0], $0[1]) }
    }
}
