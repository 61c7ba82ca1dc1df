// Stands in for Apple's module, so that the engine's branches for Apple's platforms are compiled elsewhere too: the few
// functions that they call, as Swift imports Apple's headers (what C returns may be ignored). Who calls another one adds it
// here. Never linked.

public typealias pthread_t = UnsafeMutablePointer<Int>
public typealias pthread_key_t = UInt

@discardableResult
public func pthread_self() -> pthread_t! { nil }
@discardableResult
public func pthread_key_create(
    _ key: UnsafeMutablePointer<pthread_key_t>!, _ destructor: (@convention(c) (UnsafeMutableRawPointer) -> Void)!
) -> Int32 { 0 }
@discardableResult
public func pthread_getspecific(_ key: pthread_key_t) -> UnsafeMutableRawPointer? { nil }
@discardableResult
public func pthread_setspecific(_ key: pthread_key_t, _ value: UnsafeRawPointer?) -> Int32 { 0 }

public var _SC_NPROCESSORS_ONLN: Int32 { 58 }
@discardableResult
public func sysconf(_ name: Int32) -> Int { 1 }

public struct clockid_t {
    fileprivate let rawValue: UInt32
}

public var CLOCK_UPTIME_RAW: clockid_t { clockid_t(rawValue: 8) }
@discardableResult
public func clock_gettime_nsec_np(_ clock: clockid_t) -> UInt64 { 0 }

public struct os_unfair_lock_s {
    public init() {}
}
public func os_unfair_lock_lock(_ lock: UnsafeMutablePointer<os_unfair_lock_s>) {}
public func os_unfair_lock_unlock(_ lock: UnsafeMutablePointer<os_unfair_lock_s>) {}
