import BenchKit
import Dataflow
import Foundation
import Synchronization

/// How long a task of the app waits for a thread while a graph has work for every core.
enum StarvationWorkload {
    static var all: [Workload] {
        let most = Contender.Amount.upTo(500)
        let engine = Engine.measuring(most) { tasks, parallelism in
            let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
            let notice: @Sendable (Int) -> Void = { if $0 == 100_000 { arrival.yield() } }
            let sink = Flow(0..<Int.max).mapped(8, capacity: 256).forEach(notice)
            return try await Graph("busy") { sink }.run(parallelism: parallelism) { _ in
                for await _ in arrivals { break }
                return await TaskStarter.sample(tasks: tasks)
            }
        }
        let nothing = Contender.measuring("nothing else runs", most) { await TaskStarter.sample(tasks: $0) }
        return [Workload("wait for a thread", unit: "task", contenders: engine + [nothing])]
    }
}

/// Starts tasks from a thread of its own: a thread that belongs to the pool would run them itself at once.
private final class TaskStarter: Sendable {
    private let latencies = Mutex<[Int64]>([])

    static func sample(tasks: Int) async -> Sample {
        let starter = TaskStarter()
        let whole = Stopwatch()
        await withCheckedContinuation { continuation in
            let thread = Thread {
                for _ in 0..<tasks { starter.startOne() }
                continuation.resume()
            }
            thread.start()
        }
        return Sample(nanoseconds: whole.elapsed, latencies: starter.latencies.withLock { $0 })
    }

    private func startOne() {
        // Not in step with the graph's slices of time.
        usleep(useconds_t.random(in: 200..<1_200))
        let isDone = DispatchSemaphore(value: 0)
        let start = Stopwatch.now
        Task {
            let waited = Stopwatch.now - start
            latencies.withLock { $0.append(waited) }
            isDone.signal()
        }
        isDone.wait()
    }
}
