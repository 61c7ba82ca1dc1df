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

// Threads, as in <pthread.h> and <pthread/qos.h>.
public struct pthread_mutex_t {}
public struct pthread_mutexattr_t {}
public struct pthread_cond_t {}
public struct pthread_condattr_t {}
public struct pthread_attr_t {}

@discardableResult
public func pthread_mutex_init(
    _ mutex: UnsafeMutablePointer<pthread_mutex_t>, _ attributes: UnsafePointer<pthread_mutexattr_t>?
) -> Int32 { 0 }
@discardableResult
public func pthread_mutex_destroy(_ mutex: UnsafeMutablePointer<pthread_mutex_t>) -> Int32 { 0 }
@discardableResult
public func pthread_mutex_lock(_ mutex: UnsafeMutablePointer<pthread_mutex_t>) -> Int32 { 0 }
@discardableResult
public func pthread_mutex_unlock(_ mutex: UnsafeMutablePointer<pthread_mutex_t>) -> Int32 { 0 }
@discardableResult
public func pthread_cond_init(
    _ condition: UnsafeMutablePointer<pthread_cond_t>, _ attributes: UnsafePointer<pthread_condattr_t>?
) -> Int32 { 0 }
@discardableResult
public func pthread_cond_destroy(_ condition: UnsafeMutablePointer<pthread_cond_t>) -> Int32 { 0 }
@discardableResult
public func pthread_cond_signal(_ condition: UnsafeMutablePointer<pthread_cond_t>) -> Int32 { 0 }
@discardableResult
public func pthread_cond_wait(
    _ condition: UnsafeMutablePointer<pthread_cond_t>, _ mutex: UnsafeMutablePointer<pthread_mutex_t>
) -> Int32 { 0 }
public func pthread_create(
    _ thread: UnsafeMutablePointer<pthread_t?>, _ attributes: UnsafePointer<pthread_attr_t>?,
    _ body: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer?, _ argument: UnsafeMutableRawPointer?
) -> Int32 { 0 }
@discardableResult
public func pthread_detach(_ thread: pthread_t) -> Int32 { 0 }

public struct qos_class_t {}
public var QOS_CLASS_USER_INTERACTIVE: qos_class_t { qos_class_t() }
@discardableResult
public func pthread_set_qos_class_self_np(_ quality: qos_class_t, _ priority: Int32) -> Int32 { 0 }

public struct timespec {
    public var tv_sec: Int
    public var tv_nsec: Int
    public init(tv_sec: Int, tv_nsec: Int) {
        self.tv_sec = tv_sec
        self.tv_nsec = tv_nsec
    }
}
@discardableResult
public func nanosleep(_ wish: UnsafePointer<timespec>!, _ left: UnsafeMutablePointer<timespec>!) -> Int32 { 0 }
