#if DATAFLOW_INTERLEAVINGS
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// Hides the number of the system's clock that `Monotonic` reads. No clock has this number, so the time stays 0: the
// duration of a step must not influence a worker, or an interleaving could not be replayed.

#if canImport(Darwin)
let CLOCK_UPTIME_RAW = clockid_t(rawValue: 9_999)
#else
let CLOCK_MONOTONIC: clockid_t = -1
#endif
#endif
