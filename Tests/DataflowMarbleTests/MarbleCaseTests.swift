import Dataflow
import DataflowTesting
import Testing

/// Other libraries' cases on our operators. A case whose operator has no counterpart here is passed over; every other one
/// must give the same, or stand in ``Deviations`` with the rule that wants it otherwise.
@Suite("Marble cases of other libraries", .timeLimit(.minutes(5)))
struct MarbleCaseTests {
    @Test("Each case gives what it gave there, or what a rule of ours says instead", arguments: MarbleFile.all)
    func cases(file: MarbleFile) async {
        for trial in file.cases {
            let problem: String?
            do { problem = try await trial.problem() } catch { continue }
            if trial.endsInATie { continue }
            let rule = Deviations.rules[trial.id]
            if let problem, rule == nil { Issue.record("\(trial.id): \(problem)") }
            if problem == nil, let rule { Issue.record("\(trial.id) gives the same, so \"\(rule)\" is wrong") }
        }
    }

    @Test("The cases are there, and most of those that can be drawn are tried")
    func coverage() async {
        var (tried, drawn) = (0, 0)
        for trial in MarbleFile.all.flatMap(\.cases) where trial.ours != nil && trial.graph != nil {
            drawn += 1
            do {
                _ = try trial.build()
                tried += 1
            } catch {}
        }
        print("marbles: \(tried) of \(drawn) cases have a counterpart")
        #expect(tried > 300)
    }
}

extension MarbleCase {
    func build(_ input: @escaping (Int) -> Flow<CaseValue> = { _ in .empty() }) throws -> Flow<CaseValue> {
        guard let graph, let result, opaque != true else { throw CaseGraph.Unknown(what: "the graph") }
        return try CaseGraph(graph, inputCount: inputKinds?.count ?? 0, input: input).flow(result)
    }

    /// What differs; nil if nothing does.
    ///
    /// - Throws: ``CaseGraph/Unknown`` if the case has no counterpart.
    func problem() async throws -> String? {
        guard let ours else { throw CaseGraph.Unknown(what: "a drawing") }
        _ = try build()
        let values = Dictionary(uniqueKeysWithValues: ours.values.map { (Character($0.key), $0.value) })
        let clock = TestClock()
        do {
            try await expectMarbles(
                startsTogether ? ours.sources : [], gives: ours.expected, values: values, results: values,
                order: isTied ? .anyWithinFrame : .exact, frame: .milliseconds(1), clock: clock
            ) { flows in try startsTogether ? build { flows[$0] } : build(inputs(clock)) }
            return nil
        } catch let unknown as CaseGraph.Unknown {
            throw unknown
        } catch {
            let problem = "\(error)"
            if problem.contains("# is \(CaseGraph.Unknown.mark)") { throw CaseGraph.Unknown(what: problem) }
            return problem
        }
    }

    /// A flow is shared where it is used twice; those who subscribe twice get one of their own each.
    private func inputs(_ clock: TestClock) throws -> (Int) -> Flow<CaseValue> {
        let inputs = try zip(inputTimelines ?? [], inputKinds ?? []).map { timeline, kind in
            guard let timeline, let input = CaseInput(timeline, kind: kind) else {
                throw CaseGraph.Unknown(what: "an input")
            }
            return input
        }
        return { inputs[$0].flow(clock) }
    }

    /// Whether two inner flows may do something in the instant of a failure: whether it overtakes them is not promised.
    var endsInATie: Bool { isTied && ours?.expected.contains("#") == true }

    /// Whether inner flows may have elements in the same instant, whose order nobody promises.
    private var isTied: Bool {
        (graph ?? []).contains { $0["op"]?.text.map { ["mergeMap", "mergeMapTo"].contains($0) } ?? false }
    }
}
