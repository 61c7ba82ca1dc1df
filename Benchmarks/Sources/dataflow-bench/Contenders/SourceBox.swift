import AsyncAlgorithms

/// Carries the sending end of a channel, which cannot be copied, into the one task that uses it.
final class SourceBox: @unchecked Sendable {
    // SAFETY: touched by `init` and then by the one task that sends or forwards.
    private var source: AsyncChannelQueue.Queue.Source?

    init(_ source: consuming sending AsyncChannelQueue.Queue.Source) {
        self.source = consume source
    }

    /// Sends everything, one element at a time, and finishes.
    func send(_ elements: Range<Int>) async throws {
        guard var source = source.take() else { return }
        for element in elements { try await source.send(element) }
        source.finish()
    }

    /// Sends one more than each element of `input`, and finishes.
    func forward<Input: AsyncSequence<Int, Never>>(_ input: Input) async throws {
        guard var source = source.take() else { return }
        let transform = Opaque.addOne()
        for await element in input { try await source.send(transform(element)) }
        source.finish()
    }
}
