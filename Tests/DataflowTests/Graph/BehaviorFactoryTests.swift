import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

/// A number that must not be shared: what a file handle or a formatter stands for.
private final class Register {
    var value = 0
    private let deaths: DataflowProbes.Counter?

    init(deaths: DataflowProbes.Counter? = nil) { self.deaths = deaths }
    deinit { deaths?.add() }

    func add(_ number: Int) -> Int {
        value += number
        return value
    }
}

/// One behavior of each shape; none is `Sendable`, for each holds a register.
private struct Counting: SourceBehavior {
    let register = Register()
    mutating func next() -> Int? { register.value < 5 ? register.add(1) : nil }
}

private struct Summing: TransformBehavior {
    var register = Register()

    mutating func receive(_ element: Int) throws -> Emission<Int> {
        if element == 3, register.value == 3 { throw TestFailure() }
        return .emit(register.add(element))
    }
}

private struct Total: TransformBehavior {
    let register = Register()

    mutating func receive(_ element: Int) -> Emission<Int> {
        _ = register.add(element)
        return .nothing
    }

    mutating func finish() -> Emission<Int> { .emit(register.value) }
}

private struct AsyncTotal: AsyncBehavior {
    let register = Register()

    mutating func receive(_ element: Int) async throws -> SingleEmission<Int> {
        let before = register.value
        await Task.yield()
        #expect(register.value == before, "two elements at once in one behavior")
        return .emit(register.add(element))
    }
}

private struct Late: TimedBehavior {
    let register = Register()
    var isAccepting: Bool { true }
    var deadline: Duration? { nil }
    mutating func receive(_ element: Int, now: Duration) -> Emission<Int> { .emit(register.add(element)) }
    mutating func fire(now: Duration) -> Emission<Int> { .nothing }
}

private struct Turns: FanOutBehavior {
    let register = Register()
    mutating func route(_ element: Int) -> Route { .output(register.add(1) % 2) }
}

private struct Joining: FanInBehavior {
    let register = Register()
    var choice: InputChoice { .any }
    mutating func receive(_ element: Int, from input: Int) -> Emission<Int> { .emit(register.add(element)) }
}

@Suite("Behaviors made for each run", .timeLimit(.minutes(5)))
struct BehaviorFactoryTests {
    /// Runs twice at once and once more: with anything shared, a sum would be another.
    private func check<Value: Equatable & Sendable>(_ sink: Sink<Value>, gives expected: Value) async throws {
        async let (first, second) = (sink.run(), sink.run())
        let values = try await [first, second, sink.run()]
        #expect(values == [expected, expected, expected])
    }

    @Test("G2 Each shape takes behaviors that are not Sendable; runs share none")
    func shapes() async throws {
        let numbers = Flow(source: { Counting() })
        try await check(numbers.collect(), gives: [1, 2, 3, 4, 5])
        try await check(numbers.prefix(2).transform { Summing() }.collect(), gives: [1, 3])
        try await check(numbers.transform { AsyncTotal() }.collect(), gives: [1, 3, 6, 10, 15])
        try await check(numbers.transform { Late() }.collect(), gives: [1, 3, 6, 10, 15])
        try await check(numbers.sink { Total() }, gives: 15)
        try await check(fanIn([numbers, .empty()]) { Joining() }.collect(), gives: [1, 3, 6, 10, 15])
        let parts = numbers.fanOut(into: 2) { Turns() }
        try await check(fanIn(parts) { Joining() }.count(), gives: 5)
    }

    @Test("An async operator has a behavior for each element that it works on")
    func concurrent() async throws {
        let made = DataflowProbes.Counter()
        let flow = Flow(repeatElement(1, count: 200)).transform(concurrency: 3) {
            made.add()
            return AsyncTotal()
        }
        let sums = try await flow.collect().run()
        #expect((1...3).contains(made.value))
        #expect(sums.count == 200)
        #expect(sums.count { $0 == 1 } == made.value, "each behavior counts from nothing")
    }

    @Test("A failure that .restart answers makes the behavior anew")
    func restart() async throws {
        let made = DataflowProbes.Counter()
        let flow = Flow(1...5).transform {
            made.add()
            return Summing()
        }
        #expect(made.value == 0, "nothing is made before a run")
        #expect(try await flow.onFailure(.restart).collect().run() == [1, 3, 4, 9])
        #expect(made.value == 2)
        #expect(try await flow.onFailure(.skip).collect().run() == [1, 3, 7, 12])
        #expect(made.value == 3)
    }

    @Test("X3 What a behavior holds is gone when the run has ended")
    func freed() async throws {
        let deaths = DataflowProbes.Counter()
        let sink = Flow(1...2).transform { Summing(register: Register(deaths: deaths)) }.ignore()
        try await sink.run()
        #expect(deaths.value == 1)
    }

    @Test("A resource need not be Sendable, whether it is awaited or not")
    func resource() async throws {
        let closed = DataflowProbes.Recorder<Int>()
        let plain = Flow<Int>.resource(
            open: { Register() }, next: { $0.value < 3 ? $0.add(1) : nil }, close: { closed.record($0.value) })
        try await check(plain.collect(), gives: [1, 2, 3])
        let awaited = Flow<Int>.resource(
            open: { () async -> Register in
                await Task.yield()
                return Register()
            },
            next: { register async in
                await Task.yield()
                return register.value < 3 ? register.add(1) : nil
            },
            close: { register async in closed.record(register.value) })
        try await check(awaited.collect(), gives: [1, 2, 3])
        #expect(closed.elements == [3, 3, 3, 3, 3, 3])
    }
}
