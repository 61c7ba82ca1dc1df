import CombineInterop
import Dataflow
import OpenCombine
import Synchronization
import Testing

/// What happened, in order.
private final class Log<Entry: Sendable>: Sendable {
    private let entries = Mutex<[Entry]>([])
    func add(_ entry: Entry) { entries.withLock { $0.append(entry) } }
    var all: [Entry] { entries.withLock { $0 } }

    /// Waits until there is so much of it.
    func reach(_ count: Int) async { while all.count < count { await Task.yield() } }
}

private struct Broken: Error, Equatable {
    let number: Int
}

/// A subscriber whose demand the test gives out, and what it got.
private final class Hand: Subscriber, Sendable {
    typealias Input = Int
    typealias Failure = any Error

    let got = Log<String>()
    private let subscription = Mutex<Box?>(nil)

    private struct Box: @unchecked Sendable {
        let value: any Subscription
    }

    func receive(subscription: any Subscription) {
        let box = Box(value: subscription)
        self.subscription.withLock { $0 = box }
    }

    func receive(_ input: Int) -> Subscribers.Demand {
        got.add("\(input)")
        return .none
    }

    func receive(completion: Subscribers.Completion<any Error>) {
        switch completion {
        case .finished: got.add("end")
        case .failure(let error): got.add("\((error as? GraphError)?.underlying ?? error)")
        }
    }

    func ask(_ count: Int) { subscription.withLock { $0 }?.value.request(.max(count)) }
    func cancel() { subscription.withLock { $0 }?.value.cancel() }
}

/// Counts what is done with the publisher above it.
private func watched<Source: Publisher>(_ source: Source, _ log: Log<String>) -> Publishers.HandleEvents<Source> {
    source.handleEvents(receiveCancel: { log.add("cancel") }, receiveRequest: { log.add("\($0)") })
}

@Suite("A publisher as a flow", .timeLimit(.minutes(2)))
struct FromPublisherTests {
    @Test("every run subscribes, and gets the elements in order and the end")
    func elements() async throws {
        let flow = Flow(Array(0..<1_000).publisher.map { $0 * 2 })
        for _ in 0..<2 { #expect(try await flow.collect().run() == (0..<1_000).map { $0 * 2 }) }
        #expect(try await Flow(Empty<Int, Never>()).collect().run() == [])
    }

    @Test("its failure comes behind its elements")
    func failure() async throws {
        let publisher = [1, 2, 3].publisher.tryMap { number in
            if number == 3 { throw Broken(number: number) }
            return number
        }
        let got = Log<Int>()
        let error = await #expect(throws: GraphError.self) { try await Flow(publisher).forEach { got.add($0) }.run() }
        #expect(error?.underlying as? Broken == Broken(number: 3))
        #expect(got.all == [1, 2])
    }

    @Test("it is asked for no more than there are places, 64; one more for each element taken")
    func demand() async throws {
        let log = Log<String>()
        let flow = Flow(watched((0..<Int.max).publisher, log))
        #expect(try await flow.capacity(2).prefix(1).collect().run() == [0])
        #expect(log.all.first == "max(64)")
        #expect(log.all.dropFirst().dropLast().allSatisfy { $0 == "max(1)" })
        #expect(log.all.count < 20)
    }

    @Test("the subscription is cancelled once when the flow ends before it, and not when it has ended itself")
    func cancels() async throws {
        let (satisfied, cancelled, ended) = (Log<String>(), Log<String>(), Log<String>())
        let endless = (0..<Int.max).publisher
        #expect(try await Flow(watched(endless, satisfied)).prefix(3).collect().run() == [0, 1, 2])
        #expect(satisfied.all.count { $0 == "cancel" } == 1)
        let graph = Graph { Flow(watched(endless, cancelled)).ignore() }
        await #expect(throws: CancellationError.self) {
            try await graph.run { run in
                await cancelled.reach(40)
                run.cancel()
                try await run.value
            }
        }
        #expect(cancelled.all.count { $0 == "cancel" } == 1)
        #expect(try await Flow(watched([1].publisher, ended)).collect().run() == [1])
        #expect(ended.all.count { $0 == "cancel" } == 0)
    }

    @Test("a subject's elements arrive while there are places, and a drain ends the flow")
    func subject() async throws {
        let (subject, seen) = (PassthroughSubject<Int, Never>(), Log<String>())
        let requests = Log<String>()
        let flow = Flow(watched(subject, requests)).tap { seen.add("\($0)") }
        nonisolated(unsafe) let sender = subject
        let got = try await Graph { flow.collect() }.run { run in
            await requests.reach(1)
            for number in 0..<8 { sender.send(number) }
            await seen.reach(8)
            try await run.drain()
            return try await run.value
        }
        #expect(got == Array(0..<8))
    }
}

@Suite("A flow as a publisher", .timeLimit(.minutes(2)))
struct FlowPublisherTests {
    @Test("no more comes than was asked for; the end needs no demand")
    func demand() async throws {
        let (hand, pulled) = (Hand(), Log<Int>())
        let flow = Flow<Int>.unfold(0) { number -> Int? in
            if number == 6 { return nil }
            pulled.add(number)
            defer { number += 1 }
            return number
        }.capacity(1)
        flow.publisher.subscribe(hand)
        await pulled.reach(2)
        #expect(hand.got.all == [])
        hand.ask(2)
        await hand.got.reach(2)
        for _ in 0..<100 { await Task.yield() }
        #expect(hand.got.all == ["0", "1"])
        #expect(pulled.all.count <= 5)
        hand.ask(4)
        await hand.got.reach(7)
        #expect(hand.got.all == ["0", "1", "2", "3", "4", "5", "end"])

        let none = Hand()
        Flow<Int>.empty().publisher.subscribe(none)
        await none.got.reach(1)
        #expect(none.got.all == ["end"])
    }

    @Test("a failure comes behind the elements")
    func failure() async throws {
        let hand = Hand()
        Flow([1, 2]).append(.failing(Broken(number: 3))).publisher.subscribe(hand)
        hand.ask(9)
        await hand.got.reach(3)
        #expect(hand.got.all == ["1", "2", "\(Broken(number: 3))"])
    }

    @Test("each subscription is a run; cancelling it closes the source, once, and nothing comes any more")
    func cancels() async throws {
        let closed = Log<Int>()
        let flow = Flow<Int>.resource(
            open: { 0 },
            next: { number in
                number += 1
                return number
            },
            close: { _ in closed.add(1) })
        let hands = [Hand(), Hand()]
        for (number, hand) in hands.enumerated() {
            flow.publisher.subscribe(hand)
            hand.ask(3)
            await hand.got.reach(3)
            hand.cancel()
            hand.cancel()
            await closed.reach(number + 1)
            hand.ask(3)
            for _ in 0..<100 { await Task.yield() }
            #expect(hand.got.all == ["1", "2", "3"])
        }
        #expect(closed.all.count == 2)
    }

    @Test("operators of Combine take it, and a flow takes them")
    func roundTrip() async throws {
        let flow = Flow(0..<500)
        let there = flow.publisher.map { $0 + 1 }.filter { $0 % 2 == 0 }
        #expect(try await Flow(there).collect().run() == (1...500).filter { $0 % 2 == 0 })
    }

    @Test("a subscription that is dropped frees its subscriber")
    func lifetime() async throws {
        weak var gone: Hand?
        do {
            let hand = Hand()
            gone = hand
            Flow(0...).publisher.subscribe(hand)
            hand.ask(2)
            await hand.got.reach(2)
            hand.cancel()
        }
        while gone != nil { await Task.yield() }
    }
}
