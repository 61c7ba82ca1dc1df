import AsyncAlgorithms

/// swift-async-algorithms: its channel between tasks, its operators on sequences, its buffer.
enum AsyncAlgorithmsContender {
    /// A task a stage and a channel an edge; a channel hands over one element at a time.
    static func channelChain(maps: Int, elements: Int) async -> Int {
        await withTaskGroup(of: Void.self) { group in
            var channel = source(0..<elements, in: &group)
            for _ in 0..<maps {
                let (input, output) = (channel, AsyncChannel<Int>())
                let transform = Opaque.addOne()
                group.addTask {
                    for await element in input { await output.send(transform(element)) }
                    output.finish()
                }
                channel = output
            }
            return await sum(channel)
        }
    }

    /// Maps with a bounded buffer behind each: a task and a queue an edge.
    static func bufferChain(maps: Int, capacity: Int, elements: Int) async throws -> Int {
        var sequence: any AsyncSequence<Int, Never> & Sendable =
            (0..<elements).async.buffer(policy: .bounded(capacity))
        for _ in 0..<maps { sequence = buffered(sequence, capacity) }
        return await sum(sequence)
    }

    private static func buffered<Base: AsyncSequence<Int, Never> & Sendable>(
        _ base: Base,
        _ capacity: Int
    ) -> any AsyncSequence<Int, Never> & Sendable {
        let transform = Opaque.addOne()
        return base.map { transform($0) }.buffer(policy: .bounded(capacity))
    }

    static func zip(elements: Int) async -> Int {
        var sum = 0
        for await (left, right) in AsyncAlgorithms.zip((0..<elements).async, (0..<elements).async) {
            sum &+= left &+ right
        }
        return sum
    }

    static func combineLatest(elements: Int) async -> Int {
        var last = 0
        for await (left, right) in AsyncAlgorithms.combineLatest((0..<elements).async, (0..<elements).async) {
            last = left &+ right
        }
        return last
    }

    static func sharedChannel(tasks: Int, elements: Int) async -> Int {
        let channel = AsyncChannel<Int>()
        async let sum = sum(channel)
        await withTaskGroup { group in
            for task in 0..<tasks {
                group.addTask { for element in share(task, of: tasks, elements) { await channel.send(element) } }
            }
        }
        channel.finish()
        return await sum
    }

    /// Tasks that take from one channel and send into another.
    static func balanceMerge(branches: Int, elements: Int) async -> Int {
        await withTaskGroup(of: Void.self) { group in
            let input = source(0..<elements, in: &group)
            let output = AsyncChannel<Int>()
            group.addTask {
                await withTaskGroup { workers in
                    for _ in 0..<branches {
                        let transform = Opaque.addOne()
                        workers.addTask { for await element in input { await output.send(transform(element)) } }
                    }
                }
                output.finish()
            }
            return await sum(output)
        }
    }

    static func source(_ range: Range<Int>, in group: inout TaskGroup<Void>) -> AsyncChannel<Int> {
        let channel = AsyncChannel<Int>()
        group.addTask {
            for element in range { await channel.send(element) }
            channel.finish()
        }
        return channel
    }

    static func sum<Elements: AsyncSequence<Int, Never>>(_ elements: Elements) async -> Int {
        var sum = 0
        for await element in elements { sum &+= element }
        return sum
    }
}
