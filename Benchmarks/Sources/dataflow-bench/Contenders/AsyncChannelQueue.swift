import AsyncAlgorithms

/// swift-async-algorithms' multi-producer channel, which has a buffer: a task a stage and a channel an edge.
enum AsyncChannelQueue {
    typealias Queue = MultiProducerSingleConsumerAsyncChannel<Int, Never>

    static func chain(maps: Int, capacity: Int, elements: Int) async -> Int {
        let low = max(1, capacity / 2)
        return await withThrowingTaskGroup(of: Void.self) { group in
            var made = Queue.makeChannel(of: Int.self, backpressureStrategy: .watermark(low: low, high: capacity))
            var stream: any AsyncSequence<Int, Never> & Sendable = made.takeChannel().elements()
            var source = SourceBox(made.source)
            let first = source
            group.addTask { try await first.send(0..<elements) }
            for _ in 0..<maps {
                let input = stream
                made = Queue.makeChannel(of: Int.self, backpressureStrategy: .watermark(low: low, high: capacity))
                stream = made.takeChannel().elements()
                source = SourceBox(made.source)
                let output = source
                group.addTask { try await output.forward(input) }
            }
            return await AsyncAlgorithmsContender.sum(stream)
        }
    }
}
