import Dataflow
import DataflowTesting
import Testing

@Suite("withMarbles", .timeLimit(.minutes(5)))
struct WithMarblesTests {
    private let numbers = ["1": 1, "2": 2, "3": 3]

    @Test("a cold input begins each time that it is subscribed to", arguments: [1, 2])
    func cold(parallelism: Int) async throws {
        try await withMarbles(parallelism: parallelism) { board in
            let (clicks, words) = (try board.cold("-a----a-|"), try board.cold("-x-y|"))
            try board.expect(clicks.flatMap(maxConcurrent: 2) { _ in words }, gives: "--x-y--x-y|")
            try board.expect(concat(board.cold("-x-y|"), board.cold("-x-y|")), gives: "-x-y-x-y|")
        }
    }

    @Test("a hot input goes on by itself: who comes late misses what was before")
    func hot() async throws {
        try await withMarbles { board in
            let clicks = try board.cold("--a----|")
            let news = try board.hot("-x-y-z-|")
            try board.expect(clicks.flatMap(maxConcurrent: 2) { _ in news }, gives: "---y-z-|")
            try board.expect(news, gives: "-x-y-z-|")
            let (late, ended) = (try board.cold("---a|"), try board.hot("-x|"))
            try board.expect(late.concatMap { _ in ended }, gives: "----|")
        }
    }

    @Test("what a hot input draws before ^ has passed")
    func past() async throws {
        try await withMarbles { board in
            try board.expect(board.hot("-x-^-y-|"), gives: "--y-|")
            try board.expect(board.cold("-x-^-y-|"), gives: "--y-|")
            try board.expect(board.cold("--y-|"), gives: "-x-^-y-|")
        }
        try await expectMarbles("ab^c|", gives: "-c|") { $0 }
    }

    @Test("inputs have different types")
    func types() async throws {
        try await withMarbles { board in
            let (left, right) = (try board.cold("-1-2-|", values: numbers), try board.cold("-a--b|"))
            try board.expect(zip(left, right).map { "\($0)\($1)" }, gives: "-'1a'--'2b'|")
        }
    }

    @Test("there are several outputs, and one that fails ends itself only")
    func outputs() async throws {
        try await withMarbles { board in
            let input = try board.cold("-1-2-3-|", values: numbers)
            let parts = input.split { $0 < 3 }
            try board.expect(parts.matching, gives: "-1-2---|", results: numbers)
            try board.expect(parts.others, gives: "-----3-|", results: numbers)
        }
        try await withMarbles { board in
            try board.expect(board.cold("-a#"), gives: "-a#")
            try board.expect(board.cold("-a---b|"), gives: "-a---b|")
        }
    }

    @Test("everything that differs is told")
    func message() async throws {
        await expectFailure(
            """
            the diagrams differ from frame 1 on:
                inputs   -a-b|
                expected -b--|
                got      -a-b|
            the diagrams differ from frame 3 on:
                inputs   -a-b|
                expected -a--|
                got      -a-b|
            """
        ) {
            try await withMarbles { board in
                let input = try board.hot("-a-b|")
                try board.expect(input, gives: "-b--|")
                try board.expect(input, gives: "-a--|")
            }
        }
    }

    @Test("errors are told apart by their names")
    func errors() async throws {
        let failures: [String: any Error] = ["small": Burst(1), "large": Burst(2)]
        try await withMarbles { board in
            let small = try board.cold("-1#'small'", values: numbers, failures: failures)
            try board.expect(small, gives: "-1#'small'", results: numbers, failures: failures)
            try board.expect(small, gives: "-1#", results: numbers)
            let large = small.mapError { _ in Burst(2) }
            try board.expect(large, gives: "-1#'large'", results: numbers, failures: failures)
        }
        await expectFailure(
            """
            the diagrams differ from frame 2 on:
                inputs   -1#'small'
                expected -1#'large'
                got      -1#'small'
                where # is Burst(number: 1)
            """
        ) {
            try await withMarbles { board in
                let small = try board.cold("-1#'small'", values: numbers, failures: failures)
                try board.expect(small, gives: "-1#'large'", results: numbers, failures: failures)
            }
        }
    }

    @Test("the consumer asks when it is drawn to, and gets no more than that")
    func demand() async throws {
        try await withMarbles { board in
            let input = try board.cold("(abc)|")
            try board.expect(input, gives: "a--(bc|)", demand: "1--2")
            try board.expect(input, gives: "--(abc|)", demand: "--*")
            try board.expect(input, gives: "ab--", demand: "11--")
        }
        await #expect(throws: MarbleSyntaxError.self) {
            try await withMarbles { board in try board.expect(board.cold("a|"), gives: "a|", demand: "-0") }
        }
    }

    @Test("time is written as a duration")
    func jumps() async throws {
        try await withMarbles(frame: .milliseconds(100)) { board in
            let input = try board.cold("a 900ms b|")
            try board.expect(input, gives: "a 900ms b|")
            try board.expect(input.delay(for: .seconds(1)), gives: "1s a 900ms (b|)")
        }
        try await expectMarbles("a 2s b|", gives: "a--b|") { $0 }
    }

    @Test("elements have names of several characters")
    func names() async throws {
        try await withMarbles { board in
            let input = try board.cold("-'one'-'two'|", values: ["one": 1, "two": 2])
            try board.expect(input.map { $0 * 10 }, gives: "-'ten'-'twenty'|", results: ["ten": 10, "twenty": 20])
        }
        try await expectMarbles("-a-b|", gives: "-'aa'-'bb'|") { $0.map { $0 + $0 } }
    }

    @Test("the order within a frame is free if the test says so")
    func order() async throws {
        try await withMarbles { board in
            let inputs = [try board.cold("-a|"), try board.cold("-b|")]
            try board.expect(merge(inputs), gives: "-(ba)|", order: .anyWithinFrame)
        }
    }

    @Test("a tail is watched, and must be empty")
    func tail() async throws {
        try await withMarbles(tail: 3) { try $0.expect($0.cold("-a-"), gives: "-a-") }
        await expectFailure(
            """
            the diagrams differ from frame 4 on:
                inputs   ab-
                expected ab-
                got      ab--b--
            """
        ) {
            try await withMarbles(tail: 4) { board in
                let input = try board.cold("ab-")
                try board.expect(merge(input, input.filter { $0 == "b" }.delay(for: .seconds(3))), gives: "ab-")
            }
        }
        await #expect(throws: ExpectationFailure.self) {
            try await expectMarbles("a-", gives: "--", tail: 2) { $0.delay(for: .seconds(3)) }
        }
    }

    @Test("what came out is a value, to compare and to print")
    func record() async throws {
        var records: [MarbleRecord<String>] = []
        var sums: MarbleRecord<Int>?
        try await withMarbles { board in
            let input = try board.cold("-a-'bb'-|")
            records = [try board.record(input), try board.expect(input, gives: "-a-'bb'-|")]
            sums = try board.record(board.cold("12#", values: numbers).scan(0) { $0 + $1 })
        }
        #expect(records.map(\.diagram) == [try MarbleDiagram("-a-'bb'-|"), try MarbleDiagram("-a-'bb'-|")])
        #expect("\(records[0].diagram)" == "-a-'bb'-|")
        #expect(sums?.diagram(["x": 1, "y": 3]) == (try MarbleDiagram("xy#")))
        #expect(sums?.diagram(["x": 1], failures: ["f": MarbleFailure()]).description == "xα#'f'")
    }

    @Test("the consumer can leave")
    func leaving() async throws {
        try await withMarbles { board in
            let input = try board.hot("-a-b-c-|")
            try board.expect(input, gives: "-a-(b!)")
            try board.expect(input, gives: "-a-b-c-|")
        }
    }

    @Test("a letter without a value, an error without a name, and a source that cancels, are told")
    func badInputs() async throws {
        await expectFailure("\"4\" in 14 has no value.") {
            try await withMarbles { board in _ = try board.cold("14", values: numbers) }
        }
        await expectFailure("\"late\" in 1#'late' is no failure; pass it: failures: [\"late\": …].") {
            try await withMarbles { board in _ = try board.hot("1#'late'", values: numbers) }
        }
        await expectFailure("\"!\" in a!: a source does not cancel; write it where you expect.") {
            try await withMarbles { board in _ = try board.hot("a!") }
        }
    }

    @Test("a sink beside the outputs runs too")
    func beside() async throws {
        let hub = Hub<String>(replay: 1)
        try await withMarbles { board in
            board.add(try board.hot("a-b-c|").publish(to: hub))
            let late = try board.hot("---x|")
            try board.expect(late.concatMap { _ in Flow(hub) }, gives: "---bc|")
        }
    }

    @Test("moments of a test's clock can be made")
    func instants() {
        #expect(TestClock.Instant(offset: .seconds(2)) == TestClock().now.advanced(by: .seconds(2)))
        #expect(TestClock.Instant() == TestClock().now)
    }
}
