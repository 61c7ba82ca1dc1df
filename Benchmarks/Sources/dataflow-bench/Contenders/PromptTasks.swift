import AsyncAlgorithms
import BenchKit

/// What the engine's closures do in the workloads of promptness, in child tasks.
extension TaskGroups {
    static func cancel() async -> Int64 {
        let computing = Computing()
        return await withTaskGroup { group in
            group.addTask { computing.untilCancelled(()) }
            await computing.hasBegun()
            let start = Stopwatch()
            group.cancelAll()
            await group.waitForAll()
            return start.elapsed
        }
    }

    /// How much later than the deadline everything has ended.
    static func deadline(milliseconds: Int64) async -> Int64 {
        let computing = Computing()
        return await withTaskGroup { group in
            group.addTask { computing.untilCancelled(()) }
            await computing.hasBegun()
            let start = Stopwatch()
            group.addTask { try? await Task.sleep(for: .milliseconds(milliseconds)) }
            await group.next()
            group.cancelAll()
            await group.waitForAll()
            return start.elapsed - milliseconds * 1_000_000
        }
    }

    /// Calls `work` with 0 and with 1 side by side; the first error cancels the other.
    static func run(_ work: @escaping @Sendable (Int) async throws -> Int) async throws {
        try await withThrowingTaskGroup { group in
            for element in 0..<2 { group.addTask { try await work(element) } }
            while try await group.next() != nil {}
        }
    }

    /// A child works, and hands over through an `AsyncStream`.
    static func pass(_ elements: Int, _ work: @escaping @Sendable (Int) -> Int, _ sink: (Int) -> Void) async {
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        await withTaskGroup { group in
            group.addTask {
                for element in 0..<elements { continuation.yield(work(element)) }
                continuation.finish()
            }
            for await element in stream { sink(element) }
        }
    }
}

/// The same with sequences and channels.
extension AsyncAlgorithmsContender {
    static func cancel() async -> Int64 {
        let computing = Computing()
        let task = Task {
            for await _ in (0..<1).async.map({ (element: Int) async in computing.untilCancelled(element) }) {}
        }
        await computing.hasBegun()
        let start = Stopwatch()
        task.cancel()
        await task.value
        return start.elapsed
    }

    static func run(_ work: @escaping @Sendable (Int) async throws -> Int) async throws {
        for try await _ in merge((0..<1).async.map(work), (1..<2).async.map(work)) {}
    }

    static func pass(_ elements: Int, _ work: @escaping @Sendable (Int) -> Int, _ sink: (Int) -> Void) async {
        let channel = AsyncChannel<Int>()
        await withTaskGroup { group in
            group.addTask {
                for element in 0..<elements { await channel.send(work(element)) }
                channel.finish()
            }
            for await element in channel { sink(element) }
        }
    }

    /// Two tasks that take from one channel and send into another.
    static func bursts(_ rounds: Int, _ work: @escaping @Sendable (Int) -> Int) async throws -> Sample {
        let (input, output) = (AsyncChannel<Int>(), AsyncChannel<Int>())
        return try await withThrowingTaskGroup { group in
            for _ in 0..<2 {
                group.addTask { for await element in input { await output.send(work(element)) } }
            }
            defer { input.finish() }
            var results = output.makeAsyncIterator()
            return try await PromptnessWorkloads.bursts(rounds) {
                for element in 0..<2 { await input.send(element) }
                for _ in 0..<2 { _ = await results.next() }
            }
        }
    }
}
