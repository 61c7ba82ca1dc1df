#if DATAFLOW_OPENCOMBINE
import Dataflow
import OpenCombine
#elseif canImport(Combine)
import Combine
#endif
import Synchronization

#if DATAFLOW_OPENCOMBINE || canImport(Combine)
extension Flow {
    /// The flow as a publisher of Combine: each subscription is a run.
    ///
    ///     prices.publisher.receive(on: DispatchQueue.main).sink { … } receiveValue: { show($0) }
    ///
    /// A run begins with the subscription and delivers on threads of the pool, one element at a time, never more than
    /// the subscriber has asked for: upstream waits meanwhile. It fails with what ``Graph/run(clock:parallelism:)``
    /// throws. Cancelling the subscription cancels the run.
    public var publisher: FlowPublisher<Element> { FlowPublisher(flow: self) }
}

/// A flow as a publisher; see ``Flow/publisher``.
public struct FlowPublisher<Element: Sendable>: Publisher, Sendable {
    /// The flow's elements.
    public typealias Output = Element
    /// Any error: a run can fail with whatever its closures throw.
    public typealias Failure = any Error

    let flow: Flow<Element>

    /// Begins a run for a subscriber.
    public func receive<Downstream: Subscriber>(subscriber: Downstream)
    where Downstream.Input == Element, Downstream.Failure == any Error {
        let subscription = FlowSubscription(flow, Receiver(subscriber))
        subscriber.receive(subscription: subscription)
        subscription.start()
    }
}

/// What a subscriber does, without its type.
private struct Receiver<Element> {
    let receive: (Element) -> Subscribers.Demand
    let complete: (Subscribers.Completion<any Error>) -> Void

    init<Downstream: Subscriber>(_ subscriber: Downstream)
    where Downstream.Input == Element, Downstream.Failure == any Error {
        receive = { subscriber.receive($0) }
        complete = { subscriber.receive(completion: $0) }
    }
}

/// One run and its subscriber.
private final class FlowSubscription<Element: Sendable>: Subscription, @unchecked Sendable {
    // SAFETY: `state` is touched under its lock only. The subscriber is called by one task, one call after the other, as
    // Combine asks; what it holds may be released on any thread, which is Combine's rule for all subscribers.
    private struct State: @unchecked Sendable {
        /// Nil once it gets nothing more.
        var receiver: Receiver<Element>?
        var demand = Subscribers.Demand.none
        var task: Task<Void, Never>?
    }

    private let flow: Flow<Element>
    private let state: Mutex<State>
    /// Leaves one word when there is demand; asked when there was none.
    private let (asked, ask) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    init(_ flow: Flow<Element>, _ receiver: Receiver<Element>) {
        self.flow = flow
        state = Mutex(State(receiver: receiver))
    }

    func start() {
        let task = Task { await run() }
        let isCancelled = state.withLock { state in
            state.task = task
            return state.receiver == nil
        }
        if isCancelled { task.cancel() }
    }

    func request(_ demand: Subscribers.Demand) {
        state.withLock { $0.demand += demand }
        ask.yield()
    }

    func cancel() {
        let (receiver, task) = letGo()
        task?.cancel()
        // Released here, not under the lock.
        _ = receiver
    }

    private func run() async {
        do {
            var turns = asked.makeAsyncIterator()
            for try await element in flow.values {
                while !takeDemand() { if await turns.next() == nil { return } }
                guard let more = state.withLock({ $0.receiver })?.receive(element) else { return }
                if more > .none { request(more) }
            }
            letGo().receiver?.complete(.finished)
        } catch {
            letGo().receiver?.complete(.failure(error))
        }
    }

    private func takeDemand() -> Bool {
        state.withLock { state in
            if state.demand == .none { return false }
            state.demand -= 1
            return true
        }
    }

    /// Whoever gets the subscriber is the one who ends the subscription.
    private func letGo() -> (receiver: Receiver<Element>?, task: Task<Void, Never>?) {
        state.withLock { state in (state.receiver.take(), state.task.take()) }
    }
}
#endif
