import Dataflow
import DataflowTesting
import Testing

@Suite("expectMarbles", .timeLimit(.minutes(5)))
struct ExpectMarblesTests {
    @Test("element-wise operators keep the frames", arguments: [1, 2])
    func elements(parallelism: Int) async throws {
        try await expectMarbles("-a-b-(cd)-|", gives: "-A-B-(CD)-|", parallelism: parallelism) {
            $0.map { $0.uppercased() }
        }
        try await expectMarbles("-abab-|", gives: "-a-a--|") { $0.filter { $0 == "a" } }
        try await expectMarbles("abc#", gives: "abc#") { $0 }
        try await expectMarbles("---", gives: "---") { $0 }
    }

    @Test("an operator that is satisfied completes in the same frame")
    func satisfied() async throws {
        try await expectMarbles("-a-b-c-|", gives: "-a-(b|)") { $0.prefix(2) }
    }

    @Test("an operator's closure that throws fails the flow")
    func throwing() async throws {
        try await expectMarbles("-a-b-|", gives: "-a-#") { $0.map { if $0 == "b" { throw Burst(1) } else { $0 } } }
    }

    @Test("joins meet their sources in the order of the list")
    func joins() async throws {
        try await expectMarbles(["a-c-|", "b--d-|"], gives: "(ab)-cd-|") { merge($0) }
        try await expectMarbles(["a-b-|", "-x--y|"], gives: "-1--(2|)") { flows in
            let numbers = ["a": 1, "b": 2]
            return zip(flows[0], flows[1]).map { "\(numbers[$0.0] ?? 0)" }
        }
        try await expectMarbles(["-a-|", "---b|"], gives: "-a-b|") { concat($0) }
    }

    @Test("time is virtual, and exact to the frame")
    func time() async throws {
        try await expectMarbles("(abc)|", gives: "a--b--(c|)") { $0.paced(every: .seconds(3)) }
        try await expectMarbles("(abc)|", gives: "ab(c|)", frame: .milliseconds(5)) {
            $0.paced(every: .milliseconds(5))
        }
    }

    @Test("an element that comes as a time ends meets the operator's own rule for that")
    func ties() async throws {
        try await expectMarbles("-a--b---|", gives: "-a--b--#") { $0.timeout(.seconds(3)) }
        try await expectMarbles("(ab)-c--|", gives: "a-b-c|") { $0.throttle(for: .seconds(2)) }
        try await withMarbles { board in
            try board.expect(board.hot("-a--b---|").timeout(.seconds(3)), gives: "-a--b--#")
            try board.expect(board.cold("(ab)-c--|").throttle(for: .seconds(2)), gives: "a-b-c|")
        }
    }

    @Test("what is due between two frames is due then")
    func between() async throws {
        try await expectMarbles("(abc)--|", gives: "a(bc)-|") { $0.paced(every: .milliseconds(400)) }
        try await expectMarbles("ab|", gives: "-a(b|)") { $0.delay(for: .milliseconds(300)) }
    }

    @Test("closures that sleep at the clock are waited for")
    func closures() async throws {
        let clock = TestClock()
        try await expectMarbles("(ab)|", gives: "--a-(b|)", clock: clock) {
            $0.map(concurrency: 1) { letter in
                try await clock.sleep(for: .seconds(2))
                return letter
            }
        }
        try await expectMarbles("(ab)|", gives: "--(ab|)", clock: clock) {
            $0.map(concurrency: 2) { letter in
                try await clock.sleep(for: .seconds(2))
                return letter
            }
        }
    }

    @Test("the consumer can leave")
    func leaving() async throws {
        try await expectMarbles("-a-b-c-|", gives: "-a-(b!)") { $0 }
        try await expectMarbles("-a-b-c-|", gives: "-a!") { $0 }
    }

    @Test("letters stand for values")
    func values() async throws {
        try await expectMarbles("-a-b-|", gives: "-x-y-|", values: ["a": 1, "b": 2], results: ["x": "1", "y": "2"]) {
            $0.map { "\($0)" }
        }
        try await expectMarbles(["a|", "b|"], gives: "(xy)|", values: ["a": 1, "b": 2], results: ["x": 1, "y": 2]) {
            merge($0)
        }
    }

    @Test("what differs is shown under each other, with the values that nobody gave a letter")
    func message() async throws {
        await expectFailure(
            """
            the diagrams differ from frame 2 on:
                source   -(ab)-c-|
                expected -(ab)D-|
                got      -(ab)-α-|
                where α is cc
            """
        ) {
            try await expectMarbles("-(ab)-c-|", gives: "-(ab)D-|") { $0.map { $0 == "c" ? "cc" : $0 } }
        }
        await expectFailure(
            """
            the diagrams differ from frame 0 on:
                source   a#
                         -|
                expected (ab)|
                got      a   #
                where # is MarbleFailure()
            """
        ) {
            try await expectMarbles(["a#", "-|"], gives: "(ab)|") { merge($0) }
        }
    }

    @Test("a letter without a value, and a source that cancels, are told")
    func badSources() async throws {
        await expectFailure("\"b\" in ab has no value.") {
            try await expectMarbles("ab", gives: "ab", values: ["a": 1], results: ["a": 1]) { $0 }
        }
        await expectFailure("\"!\" in a!: a source does not cancel; write it where you expect.") {
            try await expectMarbles("a!", gives: "a") { $0 }
        }
        await #expect(throws: MarbleSyntaxError.self) { try await expectMarbles("a?", gives: "a") { $0 } }
    }
}
