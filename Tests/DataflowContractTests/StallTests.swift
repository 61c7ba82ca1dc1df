import Dataflow
import DataflowProbes
import Testing

@Suite("S: stalls")
struct StallTests {
    /// A diamond that cannot move once 20 elements are in it: one branch takes all, the other half of them.
    private func diamond(_ source: Flow<Int>) -> Sink<[Int]> {
        let all = source.step { $0 }.capacity(1)
        let some = source.only { $0 % 10 == 9 }.capacity(1)
        return zip(all, some).capacity(1).step { $0.0 }.gathered()
    }

    @Test(
        "S2 An inlet that is finished, or whose own mailbox is full, does not hide a stall", arguments: [true, false],
        parallelisms)
    func inlet(isFinished: Bool, parallelism: Int) async throws {
        let source = HandSource<Int>()
        for number in 0..<20 { _ = source.offer(number) }
        if isFinished { source.finish() }
        let outcome = try await diamond(source.flow().capacity(1)).outcome("S2", parallelism: parallelism)
        #expect(outcome.stall != nil)
        withExtendedLifetime(source) {}
    }
}

@Suite("S: stalls, exactly")
struct ExactStallTests {
    @Test("S1 T50 A diamond that cannot move fails at once, and names who waits for whom", arguments: parallelisms)
    func diamond(parallelism: Int) async throws {
        let source = Flow<Int>.counting(100).capacity(1)
        let some = source.only { $0 == 50 }.named("some").capacity(1)
        let all = source.step { $0 }.named("all").capacity(1)
        let outcome = try await zip(some, all).capacity(1).step { $0.0 }.gathered().outcome(
            "S1", parallelism: parallelism)
        let stall = try #require(outcome.stall)
        let names = Set(stall.cycle.map(\.node))
        #expect(names.contains("zip") && names.contains("some") && names.contains("all"), "\(stall)")
        for (wait, next) in zip(stall.cycle, stall.cycle.dropFirst() + stall.cycle.prefix(1)) {
            #expect(wait.on == next.node)
        }
        #expect(stall.cycle.contains { $0.node == "all" && $0.reason == .room && $0.held == 1 && $0.capacity == 1 })
        #expect(stall.cycle.contains { $0.node == "zip" && $0.reason == .element && $0.on == "some" })
        #expect(stall.cycle.allSatisfy { $0.site.fileID == "DataflowContractTests/StallTests.swift" })
    }

    @Test("S1 T50 The same diamond completes when its mailboxes hold the difference", arguments: parallelisms)
    func roomy(parallelism: Int) async throws {
        let source = Flow<Int>.counting(100)
        let pairs = zip(source.only { $0 >= 50 }, source.step { $0 }.buffer(100)).step { $0.0 - $0.1 }
        let outcome = try await pairs.gathered().outcome("S1", parallelism: parallelism)
        #expect(outcome.value == Array(repeating: 50, count: 50))
    }

    @Test("S1 T49 A loop that only gains elements fails as stalled once it is full", arguments: parallelisms)
    func loop(parallelism: Int) async throws {
        let flow = feedback { (loop: Flow<Int>) in
            let all = joined([Flow<Int>.counting(10), loop]).capacity(4)
            return (output: all, back: all.repeated(2))
        }
        let outcome = try await flow.gathered().outcome("S1", parallelism: parallelism)
        let stall = try #require(outcome.stall, "\(String(describing: outcome.error))")
        #expect(stall.cycle.contains { $0.node == "repeated" && $0.reason == .room })
    }

    @Test("S1 T49 A loop whose buffer drops the oldest stays alive", arguments: parallelisms)
    func droppingLoop(parallelism: Int) async throws {
        let flow = feedback { (loop: Flow<Int>) in
            let all = joined([Flow<Int>.counting(10), loop]).capacity(4)
            return (output: all, back: all.repeated(2).buffer(4, overflow: .dropOldest))
        }
        let outcome = try await flow.first(5_000).gathered().outcome("S1", parallelism: parallelism)
        #expect(outcome.value?.count == 5_000)
    }

    @Test("S4 P14 A closure that sends into its own run's full inlet stalls it; the report says who waits for whom")
    func ownInlet() async throws {
        let inlet = Inlet<Int>(capacity: 2)
        _ = inlet.trySend(0)
        let sink = Flow(inlet).named("inlet").capacity(1).forEach { number in
            try await inlet.send(number + 1)
            try await inlet.send(number + 2)
        }
        let outcome = try await Graph { sink }.outcome("S4")
        let stall = try #require(outcome.stall)
        #expect(Set(stall.cycle.map(\.reason)) == [.room, .inlet])
        #expect(stall.description.contains("waits, in a closure, for room in \"inlet\" (2 of 2)"))
        #expect(stall.repair.contains("trySend"))
    }

    @Test(
        "S4 A closure that waits for room in its own run's inlet goes on when the run makes room",
        arguments: parallelisms)
    func ownInletWithRoom(parallelism: Int) async throws {
        let (inlet, seen) = (Inlet<Int>(capacity: 1), Counter())
        _ = inlet.trySend(0)
        // The closure works on several at once, so that there is always one that takes.
        let sink = Flow(inlet).capacity(1).forEach(concurrency: 8) { number in
            if seen.add() < 1_000 { try await inlet.send(number + 1) } else { inlet.finish() }
        }
        _ = try await Graph { sink }.outcome("S4 room", parallelism: parallelism)
        #expect(seen.value == 1_000)
    }

    @Test("S3 An external wait is never taken for a stall, in 2,000 runs", arguments: parallelisms)
    func noFalseAlarm(parallelism: Int) async throws {
        for run in 0..<400 {
            try await asyncClosure(run, parallelism)
            try await inlet(run, parallelism)
            try await emitter(run, parallelism)
            try await reader(run, parallelism)
            try await zipped(run, parallelism)
        }
    }

    private func asyncClosure(_ run: Int, _ parallelism: Int) async throws {
        let flow = Flow<Int>.counting(6).capacity(1).asyncStep(concurrency: 1 + run % 3) { element in
            await Task.yield()
            return element
        }.capacity(1)
        #expect(try await flow.gathered().outcome("S3 closure \(run)", parallelism: parallelism).value == Array(0..<6))
    }

    private func inlet(_ run: Int, _ parallelism: Int) async throws {
        let source = HandSource<Int>(capacity: 1)
        let sink = source.flow().capacity(1).step { $0 }.capacity(1).gathered()
        let outcome = try await sink.outcome("S3 inlet \(run)", parallelism: parallelism) { _ in
            for number in 0..<6 {
                try await source.send(number)
                if number % 2 == run % 2 { await Task.yield() }
            }
            source.finish()
        }
        #expect(outcome.value == Array(0..<6))
    }

    private func emitter(_ run: Int, _ parallelism: Int) async throws {
        let flow = Flow<Int> { emit in
            for number in 0..<6 {
                if number % 2 == run % 2 { await Task.yield() }
                try await emit(number)
            }
        }
        let outcome = try await flow.capacity(1).gathered().outcome("S3 emit \(run)", parallelism: parallelism)
        #expect(outcome.value == Array(0..<6))
    }

    private func reader(_ run: Int, _ parallelism: Int) async throws {
        let read = try await within("S3 values \(run)") {
            var read: [Int] = []
            for try await element in Flow<Int>.counting(6).capacity(1 + run % 3).values {
                read.append(element)
                if element % 2 == run % 2 { await Task.yield() }
            }
            return read
        }
        #expect(read == Array(0..<6))
    }

    private func zipped(_ run: Int, _ parallelism: Int) async throws {
        let source = Flow<Int>.counting(30).capacity(1)
        let pairs = zip(source.step { $0 }.capacity(1), source.asyncStep { $0 }.capacity(1 + run % 2))
        let outcome = try await pairs.step { $0.0 - $0.1 }.gathered().outcome("S3 zip \(run)", parallelism: parallelism)
        #expect(outcome.value == Array(repeating: 0, count: 30))
    }
}
