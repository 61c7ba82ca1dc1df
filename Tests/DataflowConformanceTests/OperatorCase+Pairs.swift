import Dataflow
import DataflowProbes

/// Operators with a second input of another type.
extension OperatorCase {
    static let pairs: [OperatorCase] = [
        .exact("withLatest(waiting: true)", { $0.map { $0 * 10 + 7 } }, isAlone: false) { input, capacity in
            input.withLatest(from: Flow.just(7).room(capacity), waiting: true).map { $0 * 10 + $1 }
        },
        .some("withLatest", of: { $0.map { $0 * 10 + 7 } }) { input, capacity in
            input.withLatest(from: concat(.just(7), .never()).room(capacity)).map { $0 * 10 + $1 }
        },
        .exact("prefix(until:)", { $0 }) { input, _ in input.prefix(until: Flow<String>.never()) },
        .some("dropFirst(until:)", of: { $0 }) { input, capacity in
            input.dropFirst(until: Flow.just("now").room(capacity))
        },
        .some("sample(on:)", of: { $0 }) { input, capacity in input.sample(on: Flow(0...).room(capacity)) },
        .exact("chunks(of:or:)", { sumsOfTwo($0) }) { input, _ in
            input.chunks(of: 2, or: Flow<String>.empty()).map { $0.reduce(0, +) }
        },
        .exact("chunked(by: flow)", { $0 }, isAlone: false) { input, capacity in
            input.chunked(by: Flow(0...).room(capacity)).flatMap { $0 }
        },
    ]

    /// An operator that gives some of these elements, in order; beside an endless flow.
    static func some(_ name: String, of change: @escaping Change, _ build: @escaping Build) -> OperatorCase {
        OperatorCase(
            name: name, build: build, mayGive: { $1.isSubsequence(of: change($0)) },
            mayEnd: { input, end in
                guard case .fails(let output) = end else { return false }
                return output.isSubsequence(of: change(input))
            },
            isAlone: false)
    }
}

private func sumsOfTwo(_ numbers: [Int]) -> [Int] {
    stride(from: 0, to: numbers.count, by: 2).map { numbers[$0..<min($0 + 2, numbers.count)].reduce(0, +) }
}
