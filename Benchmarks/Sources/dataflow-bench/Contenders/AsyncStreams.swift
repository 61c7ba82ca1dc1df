/// A task a stage and an `AsyncStream` an edge. It cannot hold a producer back, so its edges are unbounded.
enum AsyncStreams {
    static func chain(maps: Int, elements: Int) async -> Int {
        await withTaskGroup(of: Void.self) { group in
            var stream = source(0..<elements, in: &group)
            for _ in 0..<maps { stream = mapped(stream, in: &group) }
            return await sum(stream)
        }
    }

    static func merge(inputs: Int, elements: Int) async -> Int {
        let (merged, continuation) = AsyncStream.makeStream(of: Int.self)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await withTaskGroup { producers in
                    for input in 0..<inputs {
                        producers.addTask {
                            for element in share(input, of: inputs, elements) { continuation.yield(element) }
                        }
                    }
                }
                continuation.finish()
            }
            return await sum(merged)
        }
    }

    static func zip(elements: Int) async -> Int {
        await withTaskGroup(of: Void.self) { group in
            var left = source(0..<elements, in: &group).makeAsyncIterator()
            var right = source(0..<elements, in: &group).makeAsyncIterator()
            var sum = 0
            while let first = await left.next(), let second = await right.next() { sum &+= first &+ second }
            return sum
        }
    }

    static func broadcastZip(elements: Int) async -> Int {
        let outputs = [AsyncStream.makeStream(of: Int.self), AsyncStream.makeStream(of: Int.self)]
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for element in 0..<elements {
                    for output in outputs { output.continuation.yield(element) }
                }
                for output in outputs { output.continuation.finish() }
            }
            var left = mapped(outputs[0].stream, in: &group).makeAsyncIterator()
            var right = mapped(outputs[1].stream, in: &group).makeAsyncIterator()
            var sum = 0
            while let first = await left.next(), let second = await right.next() { sum &+= first &+ second }
            return sum
        }
    }

    /// A stream and a task for each key.
    static func grouped(keys: Int, elements: Int) async -> Int {
        await withTaskGroup(of: Int.self) { group in
            var outputs: [Int: AsyncStream<Int>.Continuation] = [:]
            for element in 0..<elements {
                if let output = outputs[element % keys] {
                    output.yield(element)
                    continue
                }
                let (stream, output) = AsyncStream.makeStream(of: Int.self)
                let transform = Opaque.addOne()
                group.addTask {
                    var sum = 0
                    for await element in stream { sum &+= transform(element) }
                    return sum
                }
                output.yield(element)
                outputs[element % keys] = output
            }
            for output in outputs.values { output.finish() }
            return await group.reduce(0, &+)
        }
    }

    /// Every element into a stream for each branch; the branches add up what they get.
    static func broadcast(branches: Int, elements: Int) async -> Int {
        let outputs = (0..<branches).map { _ in AsyncStream.makeStream(of: Int.self) }
        return await withTaskGroup(of: Int.self) { group in
            for output in outputs {
                let transform = Opaque.addOne()
                group.addTask {
                    var sum = 0
                    for await element in output.stream { sum &+= transform(element) }
                    return sum
                }
            }
            for element in 0..<elements {
                for output in outputs { output.continuation.yield(element) }
            }
            for output in outputs { output.continuation.finish() }
            return await group.reduce(0, &+)
        }
    }

    static func filter(elements: Int) async -> Int {
        let isKept = Opaque.isHundredth()
        return await withTaskGroup(of: Void.self) { group in
            let input = source(0..<elements, in: &group)
            let (output, continuation) = AsyncStream.makeStream(of: Int.self)
            group.addTask {
                for await element in input where isKept(element) { continuation.yield(element) }
                continuation.finish()
            }
            return await sum(output)
        }
    }

    private static func mapped(_ input: AsyncStream<Int>, in group: inout TaskGroup<Void>) -> AsyncStream<Int> {
        let (output, continuation) = AsyncStream.makeStream(of: Int.self)
        let transform = Opaque.addOne()
        group.addTask {
            for await element in input { continuation.yield(transform(element)) }
            continuation.finish()
        }
        return output
    }

    static func source(_ range: Range<Int>, in group: inout TaskGroup<Void>) -> AsyncStream<Int> {
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        group.addTask {
            for element in range { continuation.yield(element) }
            continuation.finish()
        }
        return stream
    }

    static func sum(_ stream: AsyncStream<Int>) async -> Int {
        var sum = 0
        for await element in stream { sum &+= element }
        return sum
    }
}
