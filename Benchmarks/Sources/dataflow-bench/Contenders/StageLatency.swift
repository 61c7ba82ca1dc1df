import AsyncAlgorithms
import BenchKit

extension AsyncStreams {
    /// One element at a time through a chain.
    static func latency(maps: Int, elements: Int) async throws -> Sample {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (input, first) = AsyncStream.makeStream(of: Int.self)
            var stream = input
            for _ in 0..<maps {
                let (source, (output, next)) = (stream, AsyncStream.makeStream(of: Int.self))
                let transform = Opaque.addOne()
                group.addTask {
                    for await element in source { next.yield(transform(element)) }
                    next.finish()
                }
                stream = output
            }
            var arrivals = stream.makeAsyncIterator()
            let sample = try await LatencyWorkloads.timed(elements) { element in
                first.yield(element)
                try expect(await arrivals.next(), toBe: element + maps)
            }
            first.finish()
            try await group.waitForAll()
            return sample
        }
    }
}

extension AsyncAlgorithmsContender {
    /// One element at a time through a chain.
    static func latency(maps: Int, elements: Int) async throws -> Sample {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let first = AsyncChannel<Int>()
            var channel = first
            for _ in 0..<maps {
                let (source, next) = (channel, AsyncChannel<Int>())
                let transform = Opaque.addOne()
                group.addTask {
                    for await element in source { await next.send(transform(element)) }
                    next.finish()
                }
                channel = next
            }
            var arrivals = channel.makeAsyncIterator()
            let sample = try await LatencyWorkloads.timed(elements) { element in
                await first.send(element)
                try expect(await arrivals.next(), toBe: element + maps)
            }
            first.finish()
            try await group.waitForAll()
            return sample
        }
    }
}
