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

// Files, as in <fcntl.h>, <unistd.h>, <sys/stat.h>, <dirent.h> and <stdio.h>.
public typealias mode_t = UInt16
public var errno: Int32 {
    get { 0 }
    set {}
}
public var O_RDONLY: Int32 { 0 }
public var O_WRONLY: Int32 { 1 }
public var O_NONBLOCK: Int32 { 0x4 }
public var O_APPEND: Int32 { 0x8 }
public var O_CREAT: Int32 { 0x200 }
public var O_TRUNC: Int32 { 0x400 }
public var O_EXCL: Int32 { 0x800 }
public var O_CLOEXEC: Int32 { 0x100_0000 }
public var F_SETFD: Int32 { 2 }
public var F_SETFL: Int32 { 4 }
public var FD_CLOEXEC: Int32 { 1 }
public func open(_ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t) -> Int32 { 0 }
public func fcntl(_ descriptor: Int32, _ command: Int32, _ value: Int32) -> Int32 { 0 }
@discardableResult
public func read(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer!, _ count: Int) -> Int { 0 }
@discardableResult
public func write(_ descriptor: Int32, _ bytes: UnsafeRawPointer!, _ count: Int) -> Int { 0 }
@discardableResult
public func close(_ descriptor: Int32) -> Int32 { 0 }
@discardableResult
public func pipe(_ ends: UnsafeMutablePointer<Int32>!) -> Int32 { 0 }
@discardableResult
public func fsync(_ descriptor: Int32) -> Int32 { 0 }
@discardableResult
public func fchmod(_ descriptor: Int32, _ mode: mode_t) -> Int32 { 0 }
@discardableResult
public func rename(_ path: UnsafePointer<CChar>!, _ other: UnsafePointer<CChar>!) -> Int32 { 0 }
@discardableResult
public func unlink(_ path: UnsafePointer<CChar>!) -> Int32 { 0 }
@discardableResult
public func realpath(_ path: UnsafePointer<CChar>!, _ room: UnsafeMutablePointer<CChar>!) -> UnsafeMutablePointer<
    CChar
>! {
    nil
}

public struct stat {
    public var st_dev: Int32
    public var st_mode: mode_t
    public var st_ino: UInt64
    public var st_size: Int64
    public init() { (st_dev, st_mode, st_ino, st_size) = (0, 0, 0, 0) }
}
@discardableResult
public func fstatat(
    _ descriptor: Int32, _ path: UnsafePointer<CChar>!, _ info: UnsafeMutablePointer<stat>!, _ flags: Int32
) -> Int32 { 0 }
public var AT_FDCWD: Int32 { -2 }
public var AT_SYMLINK_NOFOLLOW: Int32 { 0x20 }
@discardableResult
public func fstat(_ descriptor: Int32, _ info: UnsafeMutablePointer<stat>!) -> Int32 { 0 }
public var S_IFMT: mode_t { 0o170000 }
public var S_IFIFO: mode_t { 0o010000 }
public var S_IFCHR: mode_t { 0o020000 }
public var S_IFDIR: mode_t { 0o040000 }
public var S_IFBLK: mode_t { 0o060000 }
public var S_IFREG: mode_t { 0o100000 }
public var S_IFLNK: mode_t { 0o120000 }
public var S_IFSOCK: mode_t { 0o140000 }

public struct DIR {}
public struct dirent {
    public var d_name: (CChar, CChar)
}
@discardableResult
public func opendir(_ path: UnsafePointer<CChar>!) -> UnsafeMutablePointer<DIR>! { nil }
@discardableResult
public func readdir(_ directory: UnsafeMutablePointer<DIR>!) -> UnsafeMutablePointer<dirent>! { nil }
@discardableResult
public func closedir(_ directory: UnsafeMutablePointer<DIR>!) -> Int32 { 0 }

// What calls answer, as in <errno.h> and <string.h>.
public var EPERM: Int32 { 1 }
public var ENOENT: Int32 { 2 }
public var EINTR: Int32 { 4 }
public var EIO: Int32 { 5 }
public var EACCES: Int32 { 13 }
public var ENOTDIR: Int32 { 20 }
public var EISDIR: Int32 { 21 }
public var ENFILE: Int32 { 23 }
public var EMFILE: Int32 { 24 }
public var ENOSPC: Int32 { 28 }
public var EPIPE: Int32 { 32 }
public var EAGAIN: Int32 { 35 }
public var EWOULDBLOCK: Int32 { 35 }
public var ENOTSUP: Int32 { 45 }
public var ELOOP: Int32 { 62 }
public var EDQUOT: Int32 { 69 }
public func strerror(_ code: Int32) -> UnsafeMutablePointer<CChar>! { nil }
public func strlen(_ text: UnsafePointer<CChar>!) -> Int { 0 }
public func memchr(_ bytes: UnsafeRawPointer!, _ byte: Int32, _ count: Int) -> UnsafeMutableRawPointer! { nil }
public func free(_ memory: UnsafeMutableRawPointer!) {}

// Waiting and signals, as in <poll.h> and <signal.h>.
public typealias nfds_t = UInt32
public struct pollfd {
    public var fd: Int32
    public var events: Int16
    public var revents: Int16
    public init(fd: Int32, events: Int16, revents: Int16) {
        (self.fd, self.events, self.revents) = (fd, events, revents)
    }
}
public var POLLIN: Int32 { 1 }
public var POLLOUT: Int32 { 4 }
@discardableResult
public func poll(_ polled: UnsafeMutablePointer<pollfd>!, _ count: nfds_t, _ timeout: Int32) -> Int32 { 0 }
public typealias sigset_t = UInt32
public var SIGPIPE: Int32 { 13 }
public var SIG_BLOCK: Int32 { 1 }
public var SIG_SETMASK: Int32 { 3 }
@discardableResult
public func sigemptyset(_ signals: UnsafeMutablePointer<sigset_t>!) -> Int32 { 0 }
@discardableResult
public func sigaddset(_ signals: UnsafeMutablePointer<sigset_t>!, _ signal: Int32) -> Int32 { 0 }
@discardableResult
public func sigismember(_ signals: UnsafePointer<sigset_t>!, _ signal: Int32) -> Int32 { 0 }
@discardableResult
public func sigpending(_ signals: UnsafeMutablePointer<sigset_t>!) -> Int32 { 0 }
@discardableResult
public func sigwait(_ signals: UnsafePointer<sigset_t>!, _ signal: UnsafeMutablePointer<Int32>!) -> Int32 { 0 }
@discardableResult
public func pthread_sigmask(
    _ how: Int32, _ signals: UnsafePointer<sigset_t>?, _ before: UnsafeMutablePointer<sigset_t>?
) -> Int32 { 0 }
