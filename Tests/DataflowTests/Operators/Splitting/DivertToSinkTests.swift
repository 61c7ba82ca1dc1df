import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("divert to a sink", .timeLimit(.minutes(5)))
struct DivertToSinkTests {
    private let rejected = DataflowProbes.Recorder<Int>()

    private func divided(_ flow: Flow<Int>) -> Flow<Int> {
        flow.divert(to: { [rejected] in $0.forEach { rejected.record($0) } }) { $0 % 3 == 0 }
    }

    @Test("each element goes one way, in order on each", arguments: [1, 2, 64])
    func ways(capacity: Int) async throws {
        let flow = divided(Flow(0..<300).capacity(capacity)).capacity(capacity)
        #expect(try await flow.collect().run() == (0..<300).filter { $0 % 3 != 0 })
        #expect(rejected.elements == (0..<300).filter { $0 % 3 == 0 })
        #expect(try await divided(.empty()).collect().run() == [])
    }

    @Test("a failure of upstream is told once, and one of the sink fails the flow")
    func failure() async throws {
        let failing = Flow(0..<10).append(.failing(TestFailure(number: 1)))
        let error = await #expect(throws: GraphError.self) { try await divided(failing).collect().run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
        #expect(error?.others.isEmpty == true)
        let broken = Flow(0..<1_000_000).divert(to: { $0.forEach { if $0 == 9 { throw TestFailure(number: 9) } } }) {
            $0 % 3 == 0
        }
        let other = await #expect(throws: GraphError.self) { try await broken.count().run() }
        #expect(other?.underlying as? TestFailure == TestFailure(number: 9))
    }

    @Test("a name and a policy belong to the node that divides")
    func policy() async throws {
        let flow = Flow(0..<6).divert(to: { $0.ignore() }) { number in
            if number == 4 { throw TestFailure(number: 4) }
            return number % 2 == 1
        }.named("parted")
        #expect(try await flow.onFailure(.skip).collect().run() == [0, 2])
        let error = await #expect(throws: GraphError.self) { try await flow.collect().run() }
        #expect(error?.node == "parted")
    }

    @Test("a sink that has enough lets the others pass; downstream that has enough ends the sink", arguments: [1, 2])
    func enough(parallelism: Int) async throws {
        let flow = Flow(0..<300).divert(to: { $0.first() }) { $0 % 3 == 0 }
        #expect(try await flow.count().run(parallelism: parallelism) == 200)
        #expect(try await divided(Flow(0..<Int.max)).prefix(4).collect().run(parallelism: parallelism) == [1, 2, 4, 5])
    }

    @Test("the flow completes when the sink has come to its end")
    func completes() async throws {
        let (gate, done) = (DataflowProbes.Gate(), Counter())
        let flow = Flow(0..<4).divert(
            to: { flow in
                flow.forEach { _ in
                    try await gate.wait()
                    done.add()
                }
            }
        ) { $0 == 0 }
        let seen = DataflowProbes.Recorder<Int>()
        try await Graph { flow.forEach { seen.record($0) } }.run { run in
            await gate.arrived(1)
            await settle { seen.count == 3 }
            #expect(!run.hasEnded)
            gate.open()
            try await run.value
        }
        #expect(done.value == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("axbx|", gives: "a-b-|") { $0.divert(to: { $0.ignore() }) { $0 == "x" } }
    }
}
