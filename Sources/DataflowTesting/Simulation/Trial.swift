import Dataflow
import Synchronization

/// One simulation from start to end.
struct Trial<Value: Sendable> {
    /// The code to simulate.
    typealias Body = @Sendable (Simulation) async throws -> Value

    let result: Result<Value, any Error>
    let decisions: [Decision]
    let trace: SimulationTrace

    /// Plays on the calling thread until the outcome of the simulation is known.
    ///
    /// - Parameters:
    ///   - limit: the number of events after which the simulation is stopped.
    ///   - isWritten: whether the trace is wanted; without it, more than twice as many simulations run in a second.
    init(_ decider: Decider, limit: Int, isWritten: Bool, _ body: @escaping Body) {
        let simulator = Simulator(decider, limit: limit, isWritten: isWritten)
        let outcome = Outcome<Value>()
        let task = Task(executorPreference: simulator) {
            await Conducting.$current.withValue(simulator) {
                await outcome.set { try await body(Simulation(simulator: simulator)) }
            }
            simulator.bodyEnded()
        }
        simulator.onGivingUp { task.cancel() }
        let problem = simulator.play { move in
            Task.isCancelled ? CancellationError() : simulator.problem(after: move)
        }
        let failure = problem ?? simulator.problem(after: nil)
        (trace, decisions) = simulator.record
        if failure != nil { simulator.abandon() }
        simulator.onGivingUp(nil)
        result = failure.map { .failure($0) } ?? outcome.result!
    }

    var failure: (any Error)? {
        if case .failure(let error) = result { return error }
        return nil
    }
}

/// The outcome of a body, written by its task.
private final class Outcome<Value: Sendable>: Sendable {
    private let value = Mutex<Result<Value, any Error>?>(nil)

    func set(_ body: () async throws -> Value) async {
        let result: Result<Value, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        value.withLock { $0 = result }
    }

    var result: Result<Value, any Error>? { value.withLock { $0 } }
}
