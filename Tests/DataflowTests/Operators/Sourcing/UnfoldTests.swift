import Dataflow
import Testing

@Suite("unfold", .timeLimit(.minutes(5)))
struct UnfoldTests {
    private let sync = Flow.unfold(1) { state -> Int? in
        defer { state *= 2 }
        return state < 100 ? state : nil
    }
    private let async = Flow.unfold(1) { state -> Int? in
        await Task.yield()
        defer { state *= 2 }
        return state < 100 ? state : nil
    }

    @Test("unfold emits until nil, and starts over in each run")
    func emits() async throws {
        for flow in [sync, async] {
            let sink = flow.capacity(2).collect()
            #expect(try await sink.run() == [1, 2, 4, 8, 16, 32, 64])
            #expect(try await sink.run() == [1, 2, 4, 8, 16, 32, 64])
        }
    }

    @Test("a closure that throws fails the flow after what it gave before")
    func failure() async throws {
        let sync = Flow.unfold(0) { state -> Int? in
            state += 1
            return try refusing(3, state)
        }
        let async = Flow.unfold(0) { state -> Int? in
            state += 1
            return try await asyncRefusing(3, state)
        }
        for flow in [sync, async] {
            let seen = Recorder<Int>()
            let error = await #expect(throws: GraphError.self) { try await flow.forEach { seen.record($0) }.run() }
            #expect(error?.underlying as? TestFailure == TestFailure(number: 3))
            #expect(error?.node == "unfold")
            #expect(seen.elements == [1, 2])
        }
    }

    @Test("an endless unfold ends when downstream is satisfied")
    func satisfied() async throws {
        let endless = Flow.unfold(0) { state -> Int? in
            await Task.yield()
            defer { state += 1 }
            return state
        }
        #expect(try await endless.prefix(3).collect().run() == [0, 1, 2])
    }
}
