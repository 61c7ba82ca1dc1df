#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Nanoseconds that only grow, for the scheduler's own measurements; user-visible time is the graph's clock.
///
/// Read directly from the system: the standard library's instants count in 128 bits, which costs as much as a short
/// step.
enum Monotonic {
    static func now() -> Int64 {
        #if canImport(Darwin)
        return Int64(truncatingIfNeeded: clock_gettime_nsec_np(CLOCK_UPTIME_RAW))
        #else
        var time = timespec()
        // SAFETY: the system writes into a variable that lives as long as the call.
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
        #endif
    }
}
