/// A path as the system has it: bytes, in no particular encoding.
struct RawPath: Hashable, Sendable {
    private(set) var bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The path of an entry of this directory.
    func appending(_ name: [UInt8]) -> RawPath {
        var path = self
        if path.bytes.last != Self.slash { path.bytes.append(Self.slash) }
        path.bytes += name
        return path
    }

    /// For system calls.
    var cString: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

    /// The last part of the path.
    var name: ArraySlice<UInt8> {
        bytes.lastIndex(of: Self.slash).map { bytes[($0 + 1)...] } ?? bytes[...]
    }

    private static let slash = UInt8(ascii: "/")
}

extension RawPath: CustomStringConvertible {
    /// For people: bytes that are not UTF-8 are replaced, control characters are shown as `?`.
    var description: String {
        String(String.UnicodeScalarView(String(decoding: bytes, as: UTF8.self).unicodeScalars.map(Self.shown)))
    }

    /// A file's name must not be able to steer a terminal.
    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value ? "?" : scalar
    }
}
