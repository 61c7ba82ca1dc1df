import Dataflow
import DataflowProbes
import Testing

@Suite("CurrentValue", .timeLimit(.minutes(5)))
struct CurrentValueTests {
    @Test("it always has a value, read and written at once")
    func value() {
        let current = CurrentValue(1)
        #expect(current.value == 1)
        current.value = 2
        #expect(current.value == 2)
    }

    @Test("a reader gets the value of the moment first, then the newest that it has time for")
    func newest() async throws {
        let (current, valve) = (CurrentValue(0), Valve())
        let flow = Flow(current).map { (number: Int) async throws -> Int in
            try await valve.pass()
            return number
        }
        let got = try await Graph { flow.collect() }.run { run in
            await settle { valve.arrivals == 1 }
            for number in 1..<100 { current.value = number }
            current.finish()
            valve.openForGood()
            return try await run.value
        }
        #expect(got.first == 0)
        #expect(got.last == 99)
        #expect(got.count <= 4)
        #expect(got == got.sorted())
    }

    @Test("changes in one move lose nobody's change")
    func update() async {
        let current = CurrentValue(0)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { for _ in 0..<1_000 { current.update { $0 += 1 } } }
            }
        }
        #expect(current.value == 4_000)
    }

    @Test("a change that throws changes nothing")
    func throwing() throws {
        let current = CurrentValue(1)
        #expect(throws: Boom.self) {
            try current.update { number throws(Boom) in
                number = 2
                throw Boom()
            }
        }
        #expect(current.value == 1)
    }

    @Test("a flow is published to it; its readers end as the flow does")
    func published() async throws {
        let current = CurrentValue(-1)
        let last = try await Graph { Flow(current).last() }.run { run in
            try await Flow(0..<100).publish(to: current).run()
            return try await run.value
        }
        #expect(last == 99)
        #expect(current.value == 99)
        current.value = 5
        #expect(current.value == 99, "it has ended")
    }

    @Test("a failure follows the last value")
    func failure() async throws {
        let current = CurrentValue(7)
        current.fail(Boom())
        let got = try await Flow(current).catch { _ in .just(-1) }.collect().run()
        #expect(got == [7, -1])
    }
}
