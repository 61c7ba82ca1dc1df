#if DATAFLOW_INTERLEAVINGS
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// Hides the number of the system's clock that `Monotonic` reads. No clock has this one, so what is read stays 0: how long a
// step takes must not decide what a worker does next, or an interleaving could not be played again.

#if canImport(Darwin)
let CLOCK_UPTIME_RAW = clockid_t(rawValue: 9_999)
#else
let CLOCK_MONOTONIC: clockid_t = -1
#endif
#endif
