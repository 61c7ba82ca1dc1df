import Dataflow
import DataflowProbes

/// Operators that join flows of one type.
extension OperatorCase {
    static let joins: [OperatorCase] = [
        .exact("race", { $0 }, isAlone: false) { input, _ in race(input, .never()) },
        .free("merge(preferring:)", { $0 + [900, 901] }, strand: { $0 }, isStrandWhole: true, isAlone: false) {
            merge(preferring: $0, Flow([900, 901]).room($1))
        },
        .exact("mergeSorted", { $0 + [900, 901] }, atFailure: { .fails($0) }, isAlone: false) { input, capacity in
            mergeSorted(input, Flow([900, 901]).room(capacity))
        },
        .exact(
            "interleave", { interleaved($0, with: [900, 901]) },
            atFailure: {
                .fails($0.count > 1 ? interleaved($0, with: [900, 901]) : interleaved($0, with: $0.map { _ in 900 }))
            },
            isAlone: false
        ) { input, capacity in interleave(input, Flow([900, 901]).room(capacity)) },
        .exact("ifEmpty", { $0.isEmpty ? [900] : $0 }, atFailure: { .fails($0) }) { input, _ in input.ifEmpty(900) },
        .exact("ifEmpty(flow)", { $0.isEmpty ? [900] : $0 }, atFailure: { .fails($0) }, isAlone: false) {
            $0.ifEmpty(Flow.just(900).room($1))
        },
        .exact("prepend", { [900] + $0 }, isAlone: false) { input, _ in input.prepend(900) },
        .exact("append", { $0 + [900] }, atFailure: { .fails($0) }, isAlone: false) { input, _ in input.append(900) },
        .exact("zip of a list", { $0.enumerated().map { $1 * 100 + $0 } }, isAlone: false) { input, capacity in
            zip([input, Flow(0...).room(capacity)]).map { $0[0] * 100 + $0[1] }
        },
        .some("combineLatest of a list", of: { $0.map { $0 * 10 + 7 } }) { input, capacity in
            combineLatest([input, Flow.just(7).room(capacity)]).map { $0[0] * 10 + $0[1] }
        },
        zipLongest,
    ]
}

extension OperatorCase {
    /// With the others 1 and 2. At a failure an element that waits for its partner is dropped.
    private static let zipLongest = OperatorCase(
        name: "zipLongest",
        build: { input, capacity in
            Dataflow.zipLongest(input, Flow([1, 2]).room(capacity)).map { ($0 ?? 0) * 10 + ($1 ?? 0) }
        },
        mayGive: { $1 == padded($0) },
        mayEnd: { input, end in
            guard case .fails(let output) = end else { return false }
            return output.count >= input.count - 1 && padded(input).starts(with: output)
        },
        exact: { padded($0) }, isAlone: false)
}

private func interleaved(_ numbers: [Int], with others: [Int]) -> [Int] {
    (0..<max(numbers.count, others.count)).flatMap { place in
        [numbers, others].compactMap { $0.indices.contains(place) ? $0[place] : nil }
    }
}

private func padded(_ numbers: [Int]) -> [Int] {
    (0..<max(numbers.count, 2)).map { place in
        (place < numbers.count ? numbers[place] * 10 : 0) + (place < 2 ? place + 1 : 0)
    }
}
