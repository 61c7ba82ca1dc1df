import Dataflow
import DataflowTesting
import Testing

@Suite("race", .timeLimit(.minutes(5)))
struct RaceTests {
    @Test("against a flow that gives nothing it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input) { race([$0]) }.check()
        try await OperatorLaws(Array(1...9), gives: Array(1...9)) { race($0, .never()) }.check()
    }

    @Test(
        "the first to give an element or to end wins",
        arguments: [
            (["---a-----b-----c----|", "------x-----y-----z----|"], "---a-----b-----c----|"),
            (["------x--|", "---a--b-|"], "---a--b-|"), (["---a--#", "------x--|"], "---a--#"),
            (["---#", "------x--|"], "---#"), (["------x--|", "---|"], "---|"), (["-", "--a---|", "-"], "--a---|"),
            (["--a----b|", "---#"], "--a----b|"),
        ])
    func marbles(sources: [String], expected: String) async throws {
        try await expectMarbles(sources, gives: expected) { race($0) }
    }

    @Test("a race of nothing completes at once")
    func nothing() async throws {
        #expect(try await race([Flow<Int>]()).collect().run() == [])
    }

    @Test("R10 a flow that loses is cancelled while the winner goes on")
    func cancelsLosers() async throws {
        let sources = (0..<3).map { _ in TestSource<Int>() }
        try await race(sources.map(\.flow)).test { sink in
            sink.requestAll()
            try await sources[1].send(7)
            for loser in [sources[0], sources[2]] {
                #expect("\(try await loser.expectCancellation())" == "finished")
            }
            try await sources[1].send(8)
            try await sink.expect(7, 8)
            sources[1].finish()
            try await sink.expectCompletion()
        }
    }

    @Test("all that comes is from one flow, whatever the schedule")
    func schedules() async throws {
        try await explore(seeds: 0..<200) { _ in
            let flows = (0..<3).map { flow in Flow(0..<5).capacity(2).map { flow * 10 + $0 } }
            let seen = try await race(flows).collect().run()
            try #require(seen.count == 5 && Set(seen.map { $0 / 10 }).count == 1)
        }
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["--a-b|", "-x-y-z|"], gives: "-x-y-z|") { race($0) }
    }
}
