import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("withLatest", .timeLimit(.minutes(5)))
struct WithLatestTests {
    private func expect(_ sources: [String], gives expected: String, pairs: [Character: String]) async throws {
        let values = Dictionary(uniqueKeysWithValues: "0123456789abcd".map { ($0, "\($0)") })
        try await expectMarbles(sources, gives: expected, values: values, results: pairs) { flows in
            flows[0].withLatest(from: flows[1]).map { $0 + $1 }
        }
    }

    @Test("with a flow that always has an element it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input) {
            $0.withLatest(from: concat(.just(7), .never()), waiting: true).map { $0.0 }
        }.check()
    }

    @Test("each element comes with the newest of the other flow; those before its first are dropped")
    func pairs() async throws {
        try await expect(
            [
                "1-2--34-5|",
                "-a--b--c-d",
            ], gives: "--x--yz-u|", pairs: ["x": "2a", "y": "3b", "z": "4b", "u": "5c"])
    }

    @Test("when the other flow has completed its last element stays; completed without one, so is the result")
    func otherCompletes() async throws {
        try await expect(["--1-2-|", "a|"], gives: "--x-y-|", pairs: ["x": "1a", "y": "2a"])
        try await expect(["1-2-3-|", "---|"], gives: "---|", pairs: [:])
        try await expect(["---|", "-a---b"], gives: "---|", pairs: [:])
    }

    @Test("it fails when either flow fails")
    func failure() async throws {
        try await expect(["--1-#", "a---b"], gives: "--x-#", pairs: ["x": "1a"])
        try await expect(["--1---", "a--#"], gives: "--x#", pairs: ["x": "1a"])
    }

    @Test("R5 what is dropped is counted: elements that came too early, and others that nothing used")
    func counted() async throws {
        let (left, right) = (TestSource<Int>(capacity: 8), TestSource<Int>(capacity: 8))
        let sink = TestSink<String>()
        let pairs = left.flow.withLatest(from: right.flow).named("pairs").map { "\($0)\($1)" }
        let dropped = try await Graph { sink.sink(pairs) }.run { run in
            sink.requestAll()
            try await left.send(1, 2)
            try await sink.expectNothing()
            try await right.send(7, 8, 9)
            try await sink.expectNothing()
            try await left.send(3, 4)
            try await sink.expect("39", "49")
            try await right.send(5)
            try await sink.expectNothing()
            left.finish()
            try await sink.expectCompletion()
            return run.snapshot().node("pairs")?.dropped
        }
        #expect(dropped == 4, "1 and 2, then 7 and 8; 5 was the latest to the end")
    }

    @Test("waiting: elements wait for the other flow's first one, and nothing is dropped")
    func waiting() async throws {
        let (left, right) = (TestSource<Int>(capacity: 8), TestSource<Int>(capacity: 8))
        let sink = TestSink<String>()
        let pairs = left.flow.withLatest(from: right.flow, waiting: true).map { "\($0)\($1)" }
        try await Graph { sink.sink(pairs) }.run { _ in
            sink.requestAll()
            try await left.send(1, 2)
            try await sink.expectNothing()
            try await right.send(7)
            try await sink.expect("17", "27")
            right.finish()
            try await left.send(3)
            try await sink.expect("37")
            left.finish()
            try await sink.expectCompletion()
        }
    }

    @Test("waiting in vain: it completes when this flow has no elements left to wait", arguments: [true, false])
    func waitingInVain(isLeft: Bool) async throws {
        let (left, right) = isLeft ? (Flow<Int>.empty(), .never()) : (Flow.never(), Flow<Int>.empty())
        #expect(try await left.withLatest(from: right, waiting: true).count().run() == 0)
    }

    @Test("R8 the other flow never waits, however slow downstream is", arguments: [1, 2, 16])
    func otherNeverWaits(capacity: Int) async throws {
        let gate = Gate()
        let others = Flow(1...1_000).capacity(capacity).named("others")
        let left = concat(
            Flow(0..<3),
            Flow<Int> { emit in
                try await gate.pass()
                try await emit(3)
            })
        let pairs = left.withLatest(from: others, waiting: true).named("pairs").capacity(1)
        let hand = HandSink<Int>()
        try await Graph { hand.sink(pairs.map { $0.1 }.capacity(1)) }.run { run in
            await settle { hand.isHolding }
            await settle { run.snapshot().edge(after: "others")?.delivered == 1_000 }
            gate.open()
            hand.pullAll()
            let count = try await run.value
            #expect(count == 4)
        }
        #expect(hand.elements.last == 1_000)
    }

    @Test("elements keep their order and never get an older element after a newer one, whatever the schedule")
    func schedules() async throws {
        try await explore(seeds: 0..<200) { _ in
            let (numbers, others) = (Inlet<Int>(capacity: 4), Inlet<Int>(capacity: 2))
            async let pairs = Flow(numbers).withLatest(from: Flow(others)).collect().run()
            for number in 0..<12 {
                try await others.send(number)
                try await numbers.send(number)
            }
            numbers.finish()
            let seen = try await pairs
            try #require(seen.map(\.0).elementsEqual(Set(seen.map(\.0)).sorted()))
            try #require(seen.map(\.1) == seen.map(\.1).sorted())
        }
    }

    @Test("a satisfied consumer cancels both flows")
    func satisfied() async throws {
        let log = Recorder<ProbeSource.Event>()
        let flows = (0..<2).map { _ in Flow(source: ProbeSource(log: log)).capacity(2) }
        let firsts = flows[0].withLatest(from: flows[1], waiting: true).map { $0.0 }.prefix(4)
        #expect(try await firsts.collect().run() == [0, 1, 2, 3])
        #expect(log.closings == 2)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["--a-b-c|", "-x-y"], gives: "--'ax'-'by'-'cy'|") {
            $0[0].withLatest(from: $0[1]).map { $0 + $1 }
        }
    }
}
