import Dataflow
import DataflowProbes

/// Operators that measure time. In a simulation any time may pass between two steps, so each is held to what it owes
/// however much that is; their own tests, on a clock, say what comes when.
extension OperatorCase {
    static let measured: [OperatorCase] = [
        .timely("timeout", isStart, mayEndBefore: true) { $0.timeout(.milliseconds(10)) },
        .timely("timeout(first:)", isStart, mayEndBefore: true) { $0.timeout(first: .milliseconds(10)) },
        .timely("timeout(whole:)", isStart, mayEndBefore: true) { $0.timeout(whole: .milliseconds(10)) },
        .timely("timeout(demand:)", isStart, mayEndBefore: true) { $0.timeout(demand: .milliseconds(10)) },
        .timely("timeout(else:)", { isStart($0, $1.filter { $0 >= 0 }) }, mayEndBefore: true) {
            $0.timeout(.milliseconds(10), else: .just(-1))
        },
        .timely("prefix(for:)", isStart, mayEndBefore: true) { $0.prefix(for: .milliseconds(10)) },
        .exact("dropFirst(for:), no time", { $0 }) { input, _ in input.dropFirst(for: .zero) },
        .timely("dropFirst(for:)", { isStart($0.reversed(), $1.reversed()) }) {
            $0.paced(every: .milliseconds(10)).dropFirst(for: .milliseconds(25))
        },
        .timely("keepAlive", { $1.filter { $0 >= 0 } == $0 }) { $0.keepAlive(every: .milliseconds(10)) { -1 } },
        .timely("measureInterval", { $0.count == $1.count && $1.allSatisfy { $0 >= 0 } }) {
            $0.paced(every: .milliseconds(10)).measureInterval().map { Int($0 / .milliseconds(1)) }
        },
        .timely("throttle(latest: false)", { $1.isSubsequence(of: $0) && $1.first == $0.first }) {
            $0.paced(every: .milliseconds(4)).throttle(for: .milliseconds(10), latest: false)
        },
        joinedByArrival,
    ]

    /// Whoever comes too late for its partner stays alone.
    private static let joinedByArrival = OperatorCase(
        name: "joined by arrival",
        build: { input, capacity in
            input.joined(with: Flow(0..<3).room(capacity), on: { $0 % 3 }, { $0 }, within: .seconds(1))
                .map { $0 * 10 + $1 }
        },
        mayGive: { input, output in output.sorted().isSubsequence(of: input.map { $0 * 10 + $0 % 3 }) },
        mayEnd: { input, end in
            switch end {
            case .fails(let output), .completes(let output):
                output.sorted().isSubsequence(of: input.map { $0 * 10 + $0 % 3 })
            }
        },
        isAlone: false, mayEndBefore: true)

    /// An operator that may give this, whatever time passes, also before a failure.
    private static func timely(
        _ name: String, _ mayGive: @escaping @Sendable ([Int], [Int]) -> Bool, mayEndBefore: Bool = false,
        _ build: @escaping @Sendable (Flow<Int>) -> Flow<Int>
    ) -> OperatorCase {
        OperatorCase(
            name: name, build: { input, _ in build(input) }, mayGive: mayGive,
            mayEnd: { input, end in
                switch end {
                case .fails(let output): mayGive(input, output)
                case .completes(let output): mayEndBefore && mayGive(input, output)
                }
            },
            mayEndBefore: mayEndBefore)
    }
}

private func isStart(_ input: [Int], _ output: [Int]) -> Bool { input.starts(with: output) }
