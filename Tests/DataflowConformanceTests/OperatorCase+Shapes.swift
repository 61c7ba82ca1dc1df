import Dataflow
import DataflowProbes

/// Operators with several inputs or outputs, loops, and those that start other flows.
extension OperatorCase {
    static let joining: [OperatorCase] = [
        .free("merge", { $0 + [900, 901] }, strand: { $0 }, isStrandWhole: true, isAlone: false) { input, capacity in
            merge(input, Flow([900, 901]).room(capacity))
        },
        .exact("concat", { $0 + [900, 901] }, atFailure: { .fails($0) }, isAlone: false) { input, capacity in
            concat(input, Flow([900, 901]).room(capacity))
        },
        .exact("concat, second", { [900, 901] + $0 }, isAlone: false) { input, capacity in
            concat(Flow([900, 901]).room(capacity), input)
        },
        .exact("zip", { $0.enumerated().map { $1 * 100 + $0 } }, isAlone: false) { input, capacity in
            zip(input, Flow(0...).room(capacity)).map { $0 * 100 + $1 }
        },
        latest,
    ]

    /// The last of the other input with each of this one's, from the first of both on.
    private static let latest = OperatorCase(
        name: "combineLatest",
        build: { input, capacity in
            combineLatest(input, Flow.just(7).room(capacity)).map { $0 * 10 + $1 }
        },
        mayGive: { input, output in
            let all = input.map { $0 * 10 + 7 }
            return (input.isEmpty || !output.isEmpty) && all.suffix(output.count).elementsEqual(output)
        },
        mayEnd: { input, end in
            guard case .fails(let output) = end else { return false }
            return output.isSubsequence(of: input.map { $0 * 10 + 7 })
        },
        isAlone: false)

    static let parting: [OperatorCase] = [
        .exact("broadcast, zip", { $0.map { $0 * 4 } }) { input, capacity in
            let shared = input.map { $0 }.room(capacity)
            return zip(shared.map { $0 * 3 }.room(capacity), shared).map { $0 + $1 }
        },
        .free("broadcast, merge", { $0 + $0.map { -$0 } }, strand: { $0 }) { input, capacity in
            let shared = input.map { $0 }.room(capacity)
            return merge(shared, shared.map { -$0 }.room(capacity))
        },
        .free("split, merge", { $0 }, strand: { $0.filter { $0 % 2 == 0 } }) { input, capacity in
            let parts = input.split { $0 % 2 == 0 }
            return merge(parts.matching.room(capacity), parts.others.room(capacity))
        },
        .free(
            "divert to a sink", { $0.filter { $0 % 3 != 0 } }, strand: { $0.filter { $0 % 3 != 0 } }
        ) { input, capacity in
            input.divert(to: { $0.room(capacity).ignore() }) { $0 % 3 == 0 }.room(capacity)
        },
        .free("partition, merge", { $0 }, strand: { $0.filter { $0 % 3 == 2 } }) { input, capacity in
            merge(input.partition(into: 3) { $0 % 3 }.map { $0.room(capacity) })
        },
        .exact("balanced", { $0.map { $0 + 1 } }) { input, capacity in
            input.balanced(across: 3) { $0.map { $0 + 1 }.room(capacity) }
        },
        .free("balanced(ordered: false)", { $0.map { $0 + 1 } }) { input, capacity in
            input.balanced(across: 3, ordered: false) { $0.map { $0 + 1 }.room(capacity) }
        },
        .free("feedback", { $0 + $0.map { $0 + 1_000_000 } }, strand: { $0 }) { input, capacity in
            feedback { (loop: Flow<Int>) in
                let all = merge(input, loop).capacity(10_000)
                return (output: all, back: all.filter { $0 < 1_000_000 }.map { $0 + 1_000_000 }.capacity(10_000))
            }
        },
    ]

    static let nesting: [OperatorCase] = [
        .exact("concatMap", { $0.flatMap { [$0, -$0] } }) { input, capacity in
            input.concatMap { Flow([$0, -$0]).room(capacity) }
        },
        .exact("flatMap(maxConcurrent: 1)", { $0.flatMap { [$0, -$0] } }) { input, capacity in
            input.flatMap(maxConcurrent: 1) { Flow([$0, -$0]).room(capacity).map { await later($0) }.room(capacity) }
        },
        .free("flatMap(maxConcurrent: 3)", { $0.flatMap { [$0, $0 + 1_000_000] } }) { input, capacity in
            input.flatMap(maxConcurrent: 3) { Flow([$0, $0 + 1_000_000]).room(capacity) }
        },
        .exact("grouped, one key", { $0.map { $0 + 1 } }) { input, capacity in
            input.grouped(by: { _ in 0 }) { _, elements in elements.room(capacity).map { $0 + 1 } }
        },
        .free("grouped", { $0.map { $0 + 1 } }, strand: { $0.filter { $0 % 3 == 0 }.map { $0 + 1 } }) {
            input, capacity in
            input.grouped(by: { $0 % 3 }, maxGroups: 2, overflow: .closeOldest) { _, elements in
                elements.room(capacity).map { $0 + 1 }
            }
        },
        latestFlow,
        firstFlow,
    ]

    /// The newest element's flow comes to its end, older ones may have given some of theirs.
    private static let latestFlow = OperatorCase(
        name: "flatMapLatest",
        build: { input, capacity in
            input.flatMapLatest { Flow([$0 * 2, $0 * 2 + 1]).room(capacity) }
        },
        mayGive: { input, output in
            let all = input.flatMap { [$0 * 2, $0 * 2 + 1] }
            return output.isSubsequence(of: all) && output.suffix(2) == all.suffix(2)
        },
        mayEnd: { input, end in
            guard case .fails(let output) = end else { return false }
            return output.isSubsequence(of: input.flatMap { [$0 * 2, $0 * 2 + 1] })
        })

    /// The first element's flow comes to its end; what came meanwhile is dropped.
    private static let firstFlow = OperatorCase(
        name: "flatMapFirst",
        build: { input, capacity in
            input.flatMapFirst { Flow([$0 * 2, $0 * 2 + 1]).room(capacity) }
        },
        mayGive: { input, output in
            let all = input.flatMap { [$0 * 2, $0 * 2 + 1] }
            return output.isSubsequence(of: all) && output.prefix(2) == all.prefix(2)
        },
        mayEnd: { input, end in
            guard case .fails(let output) = end else { return false }
            return output.isSubsequence(of: input.flatMap { [$0 * 2, $0 * 2 + 1] })
        })

    static let recovering: [OperatorCase] = [
        .exact("catch", { $0 }, atFailure: { .completes($0 + [900]) }) { input, capacity in
            input.catch { _ in Flow.just(900).room(capacity) }
        },
        .exact("retry", { $0 }, atFailure: { .fails($0 + $0) }, attempts: 2) { input, _ in input.retry(1) },
        .exact("mapError", { $0 }) { input, _ in input.mapError { $0 } },
    ]
}
