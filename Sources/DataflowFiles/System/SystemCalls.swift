#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

// The system's functions whose names methods of this module have too.

/// `read` of the system.
func readDescriptor(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    // SAFETY: the caller has room for `count` bytes there.
    unsafe read(descriptor, bytes, count)
}

/// `write` of the system.
func writeDescriptor(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    // SAFETY: the caller has `count` bytes there.
    unsafe write(descriptor, bytes, count)
}

/// `close` of the system.
func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }

/// The descriptors of the process's own input and outputs.
enum StandardDescriptor {
    static let input: Int32 = 0
    static let output: Int32 = 1
    static let error: Int32 = 2
}
