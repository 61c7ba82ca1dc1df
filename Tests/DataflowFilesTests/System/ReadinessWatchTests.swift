import DataflowProbes
import Foundation
import Testing

@testable import DataflowFiles

@Suite("Waiting for descriptors", .timeLimit(.minutes(5)))
struct ReadinessWatchTests {
    private let watch = ReadinessWatch()

    @Test("who waits goes on when there is something to read, and nobody else does")
    func reading() async throws {
        let (one, other) = (try TestPipe(), try TestPipe())
        async let first: Void = watch.wait(for: .reading, of: one.reading)
        async let second: Void = watch.wait(for: .reading, of: other.reading)
        await settle { watch.isAwaiting(one.reading) && watch.isAwaiting(other.reading) }
        one.write("a")
        try await first
        #expect(watch.isAwaiting(other.reading))
        other.write("a")
        try await second
    }

    @Test("an end is something to read")
    func end() async throws {
        let pipe = try TestPipe()
        async let end: Void = watch.wait(for: .reading, of: pipe.reading)
        await settle { watch.isAwaiting(pipe.reading) }
        pipe.closeWriting()
        try await end
    }

    @Test("who waits for room goes on when somebody has read")
    func writing() async throws {
        let pipe = try TestPipe()
        _ = fcntl(pipe.writing, F_SETFL, O_NONBLOCK)
        let bytes = [UInt8](repeating: 0, count: 65_536)
        while unsafe write(pipe.writing, bytes, bytes.count) > 0 {}
        async let room: Void = watch.wait(for: .writing, of: pipe.writing)
        await settle { watch.isAwaiting(pipe.writing) }
        #expect(!pipe.read().isEmpty)
        try await room
    }

    @Test("W2 A task that is cancelled goes on at once, whenever that is")
    func cancelled() async throws {
        let pipe = try TestPipe()
        for isWaiting in [true, false] {
            let task = Task { try await watch.wait(for: .reading, of: pipe.reading) }
            if isWaiting { await settle { watch.isAwaiting(pipe.reading) } }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(!watch.isAwaiting(pipe.reading))
        }
    }

    @Test("a hundred that wait at once all go on, whoever is cancelled meanwhile")
    func many() async throws {
        let pipes = try (0..<100).map { _ in try TestPipe() }
        let tasks = pipes.map { pipe in Task { try await watch.wait(for: .reading, of: pipe.reading) } }
        for (number, pipe) in pipes.enumerated() {
            if number % 3 == 0 { tasks[number].cancel() } else { pipe.write("a") }
        }
        for (number, task) in tasks.enumerated() {
            if number % 3 == 0 {
                await #expect(throws: CancellationError.self) { try await task.value }
            } else {
                try await task.value
            }
        }
    }

    @Test("a line holds who waits until they leave")
    func line() {
        var line = ReadinessLine<String>()
        let (one, other) = (line.ticket(), line.ticket())
        let wishes = [
            ReadinessWish(ticket: one, readiness: .reading, descriptor: 3),
            ReadinessWish(ticket: other, readiness: .writing, descriptor: 3),
        ]
        line.enter(wishes[0], "one")
        line.enter(wishes[1], "other")
        #expect(Set(line.wishes) == Set(wishes))
        #expect(line.leave(one) == "one")
        #expect(line.leave(one) == nil)
        #expect(line.wishes == [wishes[1]])
    }
}
