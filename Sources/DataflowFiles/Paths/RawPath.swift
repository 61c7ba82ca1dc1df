/// A path as the system has it: bytes, in no particular encoding.
public struct RawPath: Hashable, Sendable {
    package private(set) var bytes: [UInt8]

    /// The path that is written like this, in UTF-8.
    public init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The path of these bytes; a path has no zero in it.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The path of an entry of this directory.
    public func appending(_ name: String) -> RawPath { appending(Array(name.utf8)) }

    package func appending(_ name: [UInt8]) -> RawPath {
        var path = self
        if path.bytes.last != Self.slash { path.bytes.append(Self.slash) }
        path.bytes += name
        return path
    }

    /// The last part of the path, with its extension.
    public var lastComponent: String { String(decoding: name, as: UTF8.self) }

    /// What follows the last dot of the last part, or nil; a dot at its start begins no extension.
    public var `extension`: String? {
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return nil }
        return String(decoding: name[(dot + 1)...], as: UTF8.self)
    }

    /// The directory in which the path's last part stands: `.` for a name alone.
    package var directory: RawPath {
        guard let slash = bytes.lastIndex(of: Self.slash) else { return "." }
        return RawPath(bytes: slash == 0 ? [Self.slash] : Array(bytes[..<slash]))
    }

    /// The last part of the path.
    package var name: ArraySlice<UInt8> {
        bytes.lastIndex(of: Self.slash).map { bytes[($0 + 1)...] } ?? bytes[...]
    }

    /// For system calls.
    package var cString: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

    private static let slash = UInt8(ascii: "/")
}

extension RawPath: ExpressibleByStringLiteral {
    /// The path that is written like this.
    public init(stringLiteral text: String) { self.init(text) }
}

extension RawPath: CustomStringConvertible {
    /// For people: bytes that are not UTF-8 are replaced, control characters are shown as `?`.
    public var description: String {
        String(String.UnicodeScalarView(String(decoding: bytes, as: UTF8.self).unicodeScalars.map(Self.shown)))
    }

    /// A file's name must not be able to steer a terminal.
    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value ? "?" : scalar
    }
}
