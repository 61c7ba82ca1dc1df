#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// How much is explored: what fits into every build, or with `DATAFLOW_INTERLEAVINGS=full` the larger bounds too.
enum Extent {
    static let isFull = getenv("DATAFLOW_INTERLEAVINGS").map { String(cString: $0) == "full" } ?? false

    static func plans<Plan>(_ small: [Plan], full: [Plan]) -> [Plan] { isFull ? small + full : small }
}
