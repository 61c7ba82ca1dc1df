/// Counts one text as `wc` does, piece by piece; a value that remembers whether the last piece ended within a word.
///
/// Lines are newlines. Words are runs of bytes that are not white space (C's `isspace`), as POSIX has it. Some versions
/// of `wc` leave out runs in which no character is printable in the locale.
struct TextCounter {
    private var wasSpace: UInt8 = 1

    /// What begins in these bytes, and the bytes.
    mutating func take(_ bytes: [UInt8]) -> Counts {
        var lines = 0
        var words = 0
        // Locals and a table of what a byte is: the loop has no branch to guess and no property to check.
        let kinds = Self.kinds
        var wasSpace = wasSpace
        for byte in bytes {
            let kind = kinds[Int(byte)]
            lines &+= Int(kind >> 1)
            words &+= Int(wasSpace & ~kind)
            wasSpace = kind & 1
        }
        self.wasSpace = wasSpace
        return Counts(lines: lines, words: words, bytes: bytes.count)
    }

    /// For each byte: 1 for white space, 3 for a newline, 0 for anything else.
    private static let kinds: [UInt8] = (UInt8.min...UInt8.max).map { byte in
        switch byte {
        case 0x0A: 3
        case 0x20, 0x09...0x0D: 1
        default: 0
        }
    }
}
