#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Measures time from the moment it was made.
public struct Stopwatch: Sendable {
    private let start = Stopwatch.now

    public init() {}

    /// Nanoseconds since the start.
    public var elapsed: Int64 { Stopwatch.now - start }

    /// Nanoseconds on a clock that only goes forward.
    @inline(__always)
    public static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
