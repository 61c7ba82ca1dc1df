#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// How much is explored: what fits into every build, or with `DATAFLOW_INTERLEAVINGS=full` the larger bounds too.
enum Extent {
    static let isFull = word == "full"
    /// Whether every declared memory order is weakened in turn, for half an hour or so.
    static let weighsOrders = word == "orders"

    private static let word = getenv("DATAFLOW_INTERLEAVINGS").map { String(cString: $0) }

    static func plans<Plan>(_ small: [Plan], full: [Plan]) -> [Plan] { isFull ? small + full : small }
}
