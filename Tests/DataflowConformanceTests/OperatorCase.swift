import Dataflow
import DataflowProbes
import Testing

/// An operator over one input, with what it owes for it.
struct OperatorCase: Sendable, CustomTestStringConvertible {
    /// How a run ends whose source fails after the input.
    enum End: Equatable, Sendable {
        case completes([Int])
        case fails([Int])
    }

    typealias Build = @Sendable (_ input: Flow<Int>, _ capacity: Int?) -> Flow<Int>
    typealias Change = @Sendable ([Int]) -> [Int]

    let name: String
    let build: Build
    /// Whether this may come of that input, once it has completed.
    let mayGive: @Sendable (_ input: [Int], _ output: [Int]) -> Bool
    /// The same, when the input has failed.
    let mayEnd: @Sendable (_ input: [Int], _ end: End) -> Bool
    /// All that comes of an input, when that can be said.
    var exact: Change?
    /// How often its input is started when it fails.
    var attempts = 1
    /// Whether the input is its only source.
    var isAlone = true
    /// Whether it may end before its input does, or fail with a `FlowTimeout`, as much time may have passed.
    var mayEndBefore = false
    /// Whether nothing comes of it before its input ends.
    var waitsForEnd = false

    var testDescription: String { name }

    /// Whether the operator may have ended a run, with that error or none, which else goes on or ends otherwise.
    func mayHaveEnded(_ error: (any Error)?) -> Bool {
        mayEndBefore && (error == nil || (error as? GraphError)?.underlying is FlowTimeout)
    }

    /// Completes where the operator may have lost its patience.
    func forgiving(_ flow: Flow<Int>) -> Flow<Int> {
        mayEndBefore ? flow.catch(FlowTimeout.self) { _ in .empty() } : flow
    }

    /// An operator with one possible output.
    static func exact(
        _ name: String, _ change: @escaping Change, atFailure: (@Sendable ([Int]) -> End)? = nil, attempts: Int = 1,
        isAlone: Bool = true, _ build: @escaping Build
    ) -> OperatorCase {
        OperatorCase(
            name: name, build: build, mayGive: { $1 == change($0) },
            mayEnd: { $1 == (atFailure?($0) ?? .fails(change($0))) },
            exact: change, attempts: attempts, isAlone: isAlone)
    }

    /// An operator with one possible output, of which nothing is known before the end.
    static func atEnd(_ name: String, _ change: @escaping Change, _ build: @escaping Build) -> OperatorCase {
        var this = exact(name, change, build)
        this.waitsForEnd = true
        return this
    }

    /// An operator that gives these elements in some order, but those of `strand` in theirs.
    ///
    /// - Parameter isStrandWhole: whether all of the strand comes before a failure; behind a fan-out the failure comes by
    ///   each branch, and the first cancels the others.
    static func free(
        _ name: String, _ change: @escaping Change, strand: @escaping Change = { _ in [] }, isStrandWhole: Bool = false,
        isAlone: Bool = true, _ build: @escaping Build
    ) -> OperatorCase {
        OperatorCase(
            name: name, build: build,
            mayGive: { $1.sorted() == change($0).sorted() && strand($0).isSubsequence(of: $1) },
            mayEnd: { input, end in
                guard case .fails(let output) = end else { return false }
                let due = isStrandWhole ? strand(input) : strand(input).filter(output.contains)
                return output.sorted().isSubsequence(of: change(input).sorted()) && due.isSubsequence(of: output)
            },
            isAlone: isAlone)
    }

    /// An operator that may lose elements, but keeps their order, and the last one.
    static func lossy(_ name: String, _ build: @escaping Build) -> OperatorCase {
        let mayGive: @Sendable ([Int], [Int]) -> Bool = { input, output in
            output.isSubsequence(of: input) && output.last == input.last
        }
        return OperatorCase(
            name: name, build: build, mayGive: mayGive,
            mayEnd: { input, end in
                if case .fails(let output) = end { mayGive(input, output) } else { false }
            })
    }
}

extension [Int] {
    func isSubsequence(of other: [Int]) -> Bool {
        var rest = self[...]
        for element in other where element == rest.first { rest.removeFirst() }
        return rest.isEmpty
    }
}
