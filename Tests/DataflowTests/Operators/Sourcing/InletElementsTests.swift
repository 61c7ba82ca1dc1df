import Dataflow
import DataflowProbes
import Testing

/// An element that holds its inlet: a message with the channel for its reply.
private final class Message: Sendable {
    let reply: Inlet<Message>

    init(_ reply: Inlet<Message>) { self.reply = reply }
}

/// An element that uses its inlet when nobody holds it any more: a lease that goes back to its pool.
private final class Lease: Sendable {
    let pool: Inlet<Lease>

    init(_ pool: Inlet<Lease>) { self.pool = pool }
    deinit { pool.finish() }
}

@Suite("inlet, with elements that reach it when they die", .timeLimit(.minutes(5)))
struct InletElementsTests {
    private func full<Element>(_ make: (Inlet<Element>) -> Element) -> Inlet<Element> {
        let inlet = Inlet<Element>(capacity: 4)
        for _ in 0..<4 { _ = inlet.trySend(make(inlet)) }
        return inlet
    }

    private func messages() -> Flow<Message> { Flow(full(Message.init)) }

    @Test("X3 The last reference to an inlet may die with what the inlet holds")
    func replies() async throws {
        let flow = messages()
        #expect(try await within("replies", seconds: 20) { try await flow.prefix(1).count().run() } == 1)
    }

    @Test("X3 An element may use its inlet when the run discards it")
    func leases() async throws {
        let pool = full(Lease.init)
        #expect(try await within("leases", seconds: 20) { try await Flow(pool).prefix(1).count().run() } == 1)
    }

    @Test("X5 An element may use its inlet when its sender gives up")
    func withdrawn() async throws {
        let pool = full(Lease.init)
        let line = HandExecutor()
        let sending = Task(executorPreference: line) { try await pool.send(Lease(pool)) }
        line.run()
        sending.cancel()
        try await within("a sender that gives up", seconds: 20) {
            await settle {
                line.run()
                if case .closed = pool.trySend(Lease(Inlet<Lease>())) { return true }
                return false
            }
        }
    }

    @Test("X5 An element may use its inlet when the inlet closes before it was let in")
    func closed() async throws {
        let pool = full(Lease.init)
        let line = HandExecutor()
        let sending = Task(executorPreference: line) { try await pool.send(Lease(pool)) }
        line.run()
        pool.finish()
        try await within("a sender that is turned away", seconds: 20) {
            line.run()
            await #expect(throws: InletClosed.self) { try await sending.value }
        }
    }
}
