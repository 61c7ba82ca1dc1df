import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("Virtual time")
struct VirtualTimeTests {
    @Test("when nobody decides otherwise, time passes only when nothing else can happen: ticks are exact")
    func exact() async throws {
        let times = try await replay("") { simulation in
            let seen = Recorder<Duration>()
            let start = simulation.clock.now
            try await Flow.every(.hours(1)).prefix(3).forEach { _ in
                seen.record(start.duration(to: simulation.clock.now))
            }.run()
            return seen.elements
        }
        #expect(times.value == [.hours(1), .hours(2), .hours(3)])
        #expect(times.trace.events.filter { $0 == .time(.hours(2)) }.count == 1)
    }

    @Test("whatever clock a graph is given, it goes by the simulation's")
    func anyClock() async throws {
        let merged = try await replay("") { _ in
            let evens = Flow(stride(from: 0, to: 10, by: 2)).paced(every: .seconds(100), clock: ContinuousClock())
            let odds = Flow(stride(from: 1, to: 10, by: 2)).paced(every: .seconds(150))
            return try await merge(evens, odds).collect().run(clock: SuspendingClock())
        }
        #expect(Set(merged.value.prefix(2)) == [0, 1])
        #expect(merged.value.dropFirst(2).prefix(3) == [2, 3, 4])
        #expect(merged.value.sorted() == Array(0..<10))
    }

    @Test("time can pass at any moment: elements come late, but never early")
    func anyMoment() async throws {
        let delay = Locked(Duration.zero)
        try await explore(seeds: 0..<200) { simulation in
            let seen = Recorder<Duration>()
            let start = simulation.clock.now
            try await Flow(0..<4).paced(every: .seconds(1)).forEach { _ in
                seen.record(start.duration(to: simulation.clock.now))
            }.run()
            for (number, time) in seen.elements.enumerated() {
                try #require(time >= .seconds(number))
                delay { $0 = max($0, time - .seconds(number)) }
            }
        }
        #expect(delay { $0 } >= .seconds(1))
    }

    @Test("sleeping tasks wake in the order of their moments, and of equal moments in any order")
    func sleepers() async throws {
        let orders = Locked<Set<[Int]>>([])
        try await explore(seeds: 0..<50) { simulation in
            let seen = Recorder<Int>()
            await withThrowingTaskGroup { group in
                for (number, time) in [3, 1, 1].enumerated() {
                    group.addTask {
                        try await simulation.clock.sleep(for: .seconds(time))
                        seen.record(number)
                    }
                }
            }
            orders { _ = $0.insert(seen.elements) }
        }
        #expect(orders { $0.isSuperset(of: [[1, 2, 0], [2, 1, 0]]) })
    }

    @Test("a sleep ends when its task is cancelled, before or after it began")
    func cancelledSleep() async throws {
        try await explore(seeds: 0..<50) { simulation in
            let group = await withTaskGroup(of: Bool.self) { group in
                group.addTask { (try? await simulation.clock.sleep(for: .hours(1))) == nil }
                await Task.yield()
                group.cancelAll()
                return await group.next()
            }
            try #require(group == true || simulation.clock.now.offset == .hours(1))
        }
    }

    @Test("async closures that sleep take exactly their time: one after the other, or as many as may at once")
    func closures() async throws {
        for (concurrency, seconds) in [(1, 40), (2, 20), (4, 10)] {
            let end = try await replay("") { simulation in
                let slow = Flow(1...4).map(concurrency: concurrency) { number in
                    try await simulation.clock.sleep(for: .seconds(10))
                    return number
                }
                let numbers = try await slow.collect().run()
                try #require(numbers == [1, 2, 3, 4])
                return simulation.clock.now.offset
            }
            #expect(end.value == .seconds(seconds))
        }
    }

    @Test("a source that emits sleeps on the simulation's clock, and so does an async map behind it")
    func emitting() async throws {
        let seen = try await replay("") { simulation in
            let flow = Flow<Int> { emit in
                for number in 1...3 {
                    try await simulation.clock.sleep(for: .seconds(5))
                    try await emit(number)
                }
            }
            let late = flow.map { _ in
                try await simulation.clock.sleep(for: .seconds(1))
                return simulation.clock.now.offset
            }
            return try await late.collect().run()
        }
        #expect(seen.value == [.seconds(6), .seconds(11), .seconds(16)])
    }

    @Test("a drain that takes too long is cut off at its deadline, to the instant")
    func drainDeadline() async throws {
        let end = try await replay("") { simulation in
            let graph = Graph("slow") {
                Flow([1, 2]).forEach { _ in try await simulation.clock.sleep(for: .seconds(100)) }
            }
            await #expect(throws: DrainDeadlineExceeded.self) {
                try await graph.run { run in
                    try await simulation.clock.sleep(for: .seconds(1))
                    try await run.drain(deadline: .seconds(5))
                }
            }
            return simulation.clock.now.offset
        }
        #expect(end.value == .seconds(6))
    }
}

extension Duration {
    fileprivate static func hours(_ count: Int) -> Duration { .seconds(3600 * count) }
}
