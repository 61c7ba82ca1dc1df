import Dataflow
import Testing

/// What every operator owes, whatever it does: checked on one input, in many circumstances.
struct OperatorLaws<Input: Sendable, Output: Sendable & Equatable> {
    let input: [Input]
    let output: [Output]
    /// What comes out when nothing goes in.
    var outputOfEmpty: [Output] = []
    /// What comes out before a failure that follows the input; nil when the operator has completed before it.
    var outputBeforeFailure: [Output]?
    let apply: (Flow<Input>) -> Flow<Output>

    /// - Parameter beforeFailure: what comes out before a failure that follows the input; `output` when left out.
    init(
        _ input: [Input],
        gives output: [Output],
        nothing outputOfEmpty: [Output] = [],
        beforeFailure: [Output]? = nil,
        isSatisfied: Bool = false,
        _ apply: @escaping (Flow<Input>) -> Flow<Output>
    ) {
        self.input = input
        self.output = output
        self.outputOfEmpty = outputOfEmpty
        outputBeforeFailure = isSatisfied ? nil : beforeFailure ?? output
        self.apply = apply
    }

    func check() async throws {
        try await checkRuns()
        try await checkTightRuns()
        #expect(try await apply(.empty()).collect().run() == outputOfEmpty, "an empty input")
        try await checkFailure()
    }

    /// The same graph gives the same in two runs at once and in one after them.
    private func checkRuns() async throws {
        let sink = apply(Flow(input)).collect()
        async let first = sink.run()
        async let second = sink.run()
        let results = try await [first, second, sink.run()]
        for result in results { #expect(result == output, "one of several runs") }
        let (_, snapshot) = try await runToEnd(Graph { sink })
        #expect(snapshot.isConserved, "conservation")
    }

    /// Batches and parallelism do not show in the result.
    private func checkTightRuns() async throws {
        for parallelism in 1...3 {
            let sink = apply(Flow(input).capacity(1)).capacity(1).collect()
            #expect(try await sink.run(parallelism: parallelism) == output, "capacity 1, parallelism \(parallelism)")
        }
    }

    /// What was emitted before a failure comes before it.
    private func checkFailure() async throws {
        let input = input
        let failing = Flow<Input> { emit in
            for element in input { try await emit(element) }
            throw TestFailure(number: 77)
        }
        let seen = Recorder<Output>()
        let sink = apply(failing.named("upstream")).forEach { seen.record($0) }
        guard let outputBeforeFailure else {
            try await sink.run()
            #expect(seen.elements == output, "satisfied before the failure")
            return
        }
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 77))
        #expect(error?.node == "upstream")
        #expect(seen.elements == outputBeforeFailure, "before a failure of upstream")
    }
}
