import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("Example: an ingest server", .timeLimit(.minutes(5)))
struct IngestServerTests {
    private let written = Locked<[[IngestServer.Reading]]>([])
    private let rejected = Locked<[String]>([])

    private func server(
        failing failures: Int = 0, _ attempts: Locked<Int> = Locked(0)
    ) -> IngestServer {
        IngestServer { [written] batch in
            let attempt = attempts { number in
                number += 1
                return number
            }
            if attempt <= failures { throw Boom("the disk is full") }
            written { $0.append(batch) }
        } reject: { [rejected] line in
            rejected { $0.append(line) }
        }
    }

    @Test("batches are written when they are full, or a second after their first reading")
    func batches() async throws {
        let (clock, server) = (TestClock(), server())
        let (count, _) = try await server.graph.run(clock: clock) { run in
            for number in 0..<120 { try await server.accept("a \(number)") }
            #expect(await run.rest.wait())
            #expect(written { $0.map(\.count) } == [100])
            clock.advance(by: .seconds(1))
            #expect(await run.rest.wait())
            #expect(written { $0.map(\.count) } == [100, 20])
            server.lines.finish()
            return try await run.value
        }
        #expect(count == 120)
    }

    @Test("lines that are no reading are handed over, and hold nobody up")
    func malformed() async throws {
        let server = server()
        for line in ["a 1", "what?", "b 2"] { try await server.accept(line) }
        server.lines.finish()
        let (count, _) = try await server.graph.run(clock: TestClock())
        #expect(count == 2)
        #expect(rejected { $0 } == ["what?"])
    }

    @Test("a write that fails is tried again after a pause; nothing is lost")
    func again() async throws {
        let (clock, attempts) = (TestClock(), Locked(0))
        let server = server(failing: 3, attempts)
        try await server.accept("a 1")
        server.lines.finish()
        let (count, _) = try await server.graph.run(clock: clock) { run in
            await settle {
                clock.advance(by: .seconds(1))
                return run.hasEnded
            }
            return try await run.value
        }
        #expect(count == 1)
        #expect(attempts { $0 } == 4)
    }

    @Test("a server that stops writes what it has accepted")
    func stops() async throws {
        let server = server()
        let (count, _) = try await server.graph.run(clock: TestClock()) { run in
            for number in 0..<30 { try await server.accept("a \(number)") }
            try await run.drain()
            return try await run.value
        }
        #expect(count == 30)
    }
}
