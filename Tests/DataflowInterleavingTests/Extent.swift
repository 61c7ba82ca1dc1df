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
    /// Whether every declared memory order is weakened in turn, for some twenty minutes.
    static let weighsOrders = word == "orders"

    /// How the file's name begins of the accesses that are weighed; all of them if it is not said.
    static let weighed = value("DATAFLOW_ORDERS_IN") ?? ""

    private static let word = value("DATAFLOW_INTERLEAVINGS")

    private static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    static func plans<Plan>(_ small: [Plan], full: [Plan]) -> [Plan] { isFull ? small + full : small }
}
