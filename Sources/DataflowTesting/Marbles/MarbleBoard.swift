import Dataflow

/// The inputs and outputs of one graph, each drawn as a diagram; see
/// ``withMarbles(frame:tail:clock:parallelism:fileID:line:_:)``.
///
/// Flows of a board may be used wherever a flow may, also as inner flows: whatever starts one subscribes to the input
/// anew. A board serves one run.
public final class MarbleBoard {
    /// The clock of the run, for closures that sleep.
    public let clock: TestClock
    let frame: Duration
    let site: SourceSite
    private let register: MarbleRegister
    private var inputs: [(diagram: MarbleDiagram, isHot: Bool)] = []
    private var outputs: [any MarbleWatcher] = []
    private var others: [Sink<Void>] = []

    package init(frame: Duration, clock: TestClock, site: SourceSite) {
        (self.frame, self.clock, self.site) = (frame, clock, site)
        register = MarbleRegister(clock, frame: frame)
    }

    package func input<Value: Sendable>(
        _ diagram: MarbleDiagram, isHot: Bool, failure: any Error = MarbleFailure(),
        failures: [String: any Error] = [:], _ values: @escaping @Sendable (String) -> Value?
    ) throws -> MarbleInput<Value> {
        let input = MarbleInput(
            number: inputs.count, isHot: isHot, diagram: diagram, values: values, failures: failures, failure: failure,
            register: register)
        if let problem = input.problem { throw ExpectationFailure(problem, site) }
        inputs.append((diagram, isHot))
        return input
    }

    func output<Value: Sendable>(
        _ flow: Flow<Value>, _ demand: String?, _ expectation: MarbleOutput<Value>.Expectation?
    ) throws -> MarbleRecord<Value> {
        let output = MarbleOutput(flow, try demand.map { try MarbleDemand($0) } ?? .all, expectation, site)
        outputs.append(output)
        return output.record
    }

    /// Adds a sink that the graph has besides the outputs: one that sends to a hub, say.
    public func add(_ sink: Sink<Void>) { others.append(sink) }

    /// Runs the graph frame by frame.
    ///
    /// - Parameter count: how many frames are watched; those of the longest diagram and the tail if nil.
    package func play(frames count: Int? = nil, tail: Int = 0, parallelism: Int? = nil) async throws {
        let drawn = (inputs.map { $0.diagram.future.count } + outputs.map(\.length)).max() ?? 0
        let driver = MarbleDriver(clock: clock, frame: frame, parallelism: parallelism, site: site)
        let graph = Graph("marbles") {
            for output in outputs { output.sink }
            for sink in others { sink }
        }
        try await driver.run(graph, frames: count ?? drawn + tail) { frame, rest in
            for output in outputs { output.ask(in: frame) }
            try await rest()
            try await playInputs(rest)
        } look: { frame, rest in
            // Those to which a timer has subscribed.
            try await playCold(rest)
            try await close(frame, rest)
        }
    }

    /// Hot inputs come first, in their order, then cold ones, in the order in which they were subscribed to.
    private func playInputs(_ rest: () async throws -> Void) async throws {
        for number in inputs.indices where inputs[number].isHot && register.playHot(number) { try await rest() }
        try await playCold(rest)
    }

    private func playCold(_ rest: () async throws -> Void) async throws {
        while register.playCold() { try await rest() }
    }

    private func close(_ frame: Int, _ rest: () async throws -> Void) async throws {
        for output in outputs { output.take() }
        let leaving = outputs.filter { $0.leaves(in: frame) }
        for output in leaving { output.leave() }
        if !leaving.isEmpty { try await rest() }
        for output in outputs {
            output.take()
            output.finish()
        }
    }

    /// - Throws: ``ExpectationFailure`` with everything that differs.
    func check() throws {
        let problems = outputs.compactMap { $0.problem(inputs.map(\.diagram)) }
        if !problems.isEmpty { throw ExpectationFailure(problems.joined(separator: "\n"), site) }
    }
}
