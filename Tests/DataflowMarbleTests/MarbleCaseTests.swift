import Dataflow
import DataflowTesting
import Testing

/// Other libraries' cases on our operators. Each gives the same here, or stands in ``Deviations`` with the rule that wants
/// it otherwise, or is passed over for a reason that ``PassedOver`` knows.
@Suite("Marble cases of other libraries", .timeLimit(.minutes(10)), .serialized)
struct MarbleCaseTests {
    @Test("Each case gives what it gave there, or what a rule of ours says instead", arguments: MarbleFile.all)
    func cases(file: MarbleFile) async {
        for trial in file.cases {
            let (verdict, rule) = (await trial.verdict(), Deviations.rule(for: trial))
            switch verdict {
            case .same:
                if let rule, !trial.isTied, rule != Deviations.beside {
                    Issue.record("\(trial.id) gives the same, so \"\(rule)\" is wrong")
                }
            case .different(let problem):
                if rule == nil { Issue.record("\(trial.id): \(problem)") }
            case .passedOver(let unknown):
                if !PassedOver.knows(unknown) { Issue.record("\(trial.id) is \(unknown), which nobody has allowed") }
                if let rule { Issue.record("\(trial.id) is \(unknown), so \"\(rule)\" is idle") }
            }
        }
    }

    @Test("No case is passed over in silence: each is counted, with its reason")
    func coverage() async {
        var (run, passed): (Int, [CaseGraph.Reason: [String: Int]]) = (0, [:])
        for trial in MarbleFile.all.flatMap(\.cases) {
            if case .passedOver(let unknown) = await trial.verdict() {
                passed[unknown.reason, default: [:]][unknown.what, default: 0] += 1
            } else {
                run += 1
            }
        }
        print("marbles: \(run) cases run, \(Deviations.rules.count) of them with a rule of ours")
        for (reason, counts) in passed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            print("    \(counts.values.reduce(0, +)) passed over, \(reason.rawValue):")
            for (what, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                print("        \(count) \(what)")
            }
        }
        #expect(run == PassedOver.runCount)
        #expect(passed.mapValues { $0.values.reduce(0, +) } == PassedOver.counts)
    }
}

extension MarbleCase {
    enum Verdict: Sendable {
        case same
        case different(String)
        case passedOver(CaseGraph.Unknown)
    }

    private static let verdicts = Watched<[String: Verdict]>([:])

    /// What becomes of the case; it is run once.
    func verdict() async -> Verdict {
        if let verdict = Self.verdicts.value[id] { return verdict }
        let verdict = await newVerdict()
        Self.verdicts.update { $0[id] = verdict }
        return verdict
    }

    private func newVerdict() async -> Verdict {
        do {
            let run = try prepared()
            let order: MarbleOrder = isTied ? .anyWithinFrame : .exact
            guard let problem = try await run.problem(order: order, values: !hasUntoldClosure) else { return .same }
            // One that throws, say.
            if hasUntoldClosure { throw CaseGraph.Unknown(.untold, "a closure") }
            return .different(problem)
        } catch let unknown as CaseGraph.Unknown where Deviations.rule(for: self) != nil {
            return .different("\(unknown)")
        } catch let unknown as CaseGraph.Unknown {
            return .passedOver(unknown)
        } catch {
            return .different("\(error)")
        }
    }
}
