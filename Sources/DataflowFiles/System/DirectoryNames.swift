#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Lists one directory: the names in it, in the order of their bytes, `.` and `..` left out.
package func directoryNames(_ path: RawPath) throws(SystemError) -> [[UInt8]] {
    // SAFETY: the directory is open until the function returns, and each entry is read before the next is asked for.
    guard let directory = unsafe opendir(path.cString) else { throw .last }
    defer { unsafe closedir(directory) }
    var names: [[UInt8]] = []
    errno = 0
    while let entry = unsafe readdir(directory) {
        // The name is as long as it is: the entry is read where it lies, never copied as a whole.
        let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
        if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        errno = 0
    }
    if errno != 0 { throw .last }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
}
