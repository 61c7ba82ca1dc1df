#if DATAFLOW_OPENCOMBINE
import Dataflow
import OpenCombine
#elseif canImport(Combine)
import Combine
#endif
import Synchronization

#if DATAFLOW_OPENCOMBINE || canImport(Combine)
extension Flow {
    /// Emits what a publisher of Combine publishes; each run subscribes.
    ///
    /// - **Emits:** the elements, in order.
    /// - **Backpressures:** the publisher is asked for no more than the flow has places for, 64 beside its mailbox. A
    ///   subject drops what nobody has asked for: its elements are lost when more wait than there are places.
    /// - **Completes:** when the publisher does.
    /// - **Fails:** with the publisher's error.
    ///
    /// - Parameter publisher: subscribed to once in each run, in a task of the run; the subscription is cancelled once,
    ///   unless the publisher has ended it.
    public init<Source: Publisher>(
        _ publisher: Source, fileID: String = #fileID, line: Int = #line
    ) where Source.Output == Element {
        let publisher = AnyPublication { PublisherReader<Element, Source.Failure>(publisher, places: 64).reading }
        self.init(fileID: fileID, line: line) { emit in
            let reading = publisher.subscribe()
            defer { reading.cancel() }
            for try await element in reading.elements {
                try await emit(element)
                reading.request()
            }
        }
    }
}

/// A publisher without its type.
private struct AnyPublication<Element: Sendable>: @unchecked Sendable {
    // SAFETY: the closure subscribes to a publisher and does nothing else, and Combine's publishers take subscribers on every
    // thread.
    let subscribe: () -> PublisherReading<Element>

    init(_ subscribe: @escaping () -> PublisherReading<Element>) { self.subscribe = subscribe }
}

/// One subscription.
private struct PublisherReading<Element: Sendable>: Sendable {
    let elements: AsyncThrowingStream<Element, any Error>
    /// Asks for one element more.
    let request: @Sendable () -> Void
    let cancel: @Sendable () -> Void
}

/// A subscriber with places for elements that the flow has not taken.
private final class PublisherReader<Input: Sendable, Failure: Error>: Subscriber, @unchecked Sendable {
    // SAFETY: the subscription is touched under its lock only, and called after it; Combine lets any thread call one.
    private struct State: @unchecked Sendable {
        var subscription: (any Subscription)?
        var hasEnded = false
    }

    /// Without a bound of its own: the publisher sends no more than it was asked for.
    private let elements: AsyncThrowingStream<Input, any Error>
    private let feed: AsyncThrowingStream<Input, any Error>.Continuation
    private let places: Int
    private let state = Mutex(State())

    init<Source: Publisher>(_ publisher: Source, places: Int)
    where Source.Output == Input, Source.Failure == Failure {
        self.places = places
        (elements, feed) = AsyncThrowingStream.makeStream()
        publisher.subscribe(self)
    }

    var reading: PublisherReading<Input> {
        PublisherReading(elements: elements, request: { self.request() }, cancel: { self.end()?.cancel() })
    }

    func receive(subscription: any Subscription) {
        let isWanted = state.withLock { state in
            if state.hasEnded || state.subscription != nil { return false }
            state.subscription = subscription
            return true
        }
        isWanted ? subscription.request(.max(places)) : subscription.cancel()
    }

    func receive(_ input: Input) -> Subscribers.Demand {
        feed.yield(input)
        return .none
    }

    func receive(completion: Subscribers.Completion<Failure>) {
        _ = end()
        switch completion {
        case .finished: feed.finish()
        case .failure(let error): feed.finish(throwing: error)
        }
    }

    private func request() { state.withLock { $0.subscription }?.request(.max(1)) }

    private func end() -> (any Subscription)? {
        state.withLock { state in
            state.hasEnded = true
            return state.subscription.take()
        }
    }
}
#endif
