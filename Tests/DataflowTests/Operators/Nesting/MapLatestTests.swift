import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("mapLatest", .timeLimit(.minutes(5)))
struct MapLatestTests {
    @Test("a new element cancels the closure of the one before; the last one comes to its end")
    func switches() async throws {
        let clock = TestClock()
        try await expectMarbles("-a--bc---|", gives: "---a---c-|", clock: clock) { source in
            source.mapLatest { letter in
                try await clock.sleep(for: .seconds(2))
                return letter
            }
        }
        try await expectMarbles("-a|", gives: "---(a|)", clock: clock) { source in
            source.mapLatest { letter in
                try await clock.sleep(for: .seconds(2))
                return letter
            }
        }
    }

    @Test("an error of the newest closure fails the node, or is skipped and counted; one of a cancelled closure is not")
    func fails() async throws {
        let flow = Flow([1]).mapLatest { (number: Int) async throws -> Int in throw TestFailure(number: number) }
        let error = await #expect(throws: GraphError.self) { try await flow.collect().run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
        #expect(error?.node == "mapLatest#1/transform")
        let (elements, snapshot) = try await runToEnd(Graph { flow.onFailure(.skip).collect() })
        #expect(elements == [])
        #expect(snapshot["mapLatest"]?.dropped == 1)
    }

    @Test("its closure's task is cancelled at once, and the run waits until it has returned")
    func cancelled() async throws {
        let (source, told, ended) = (TestSource<Int>(), Counter(), Counter())
        let flow = source.flow.mapLatest { (number: Int) async throws -> Int in
            defer { ended.add() }
            guard number == 0 else { return number }
            told.add()
            try await Gate().pass()
            return number
        }
        async let elements = flow.collect().run()
        try await source.send(0)
        await settle { told.value == 1 }
        try await source.send(1)
        source.finish()
        #expect(try await elements == [1])
        #expect(ended.value == 2)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        let clock = TestClock()
        @Sendable func slow(_ letter: String) async throws -> String {
            try await clock.sleep(for: .seconds(2))
            return letter.uppercased()
        }
        try await expectMarbles("-a--bc---|", gives: "---A---C-|", clock: clock) { $0.mapLatest { try await slow($0) } }
    }
}
