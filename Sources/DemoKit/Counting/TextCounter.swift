/// Counts one text as `wc` does, piece by piece; a value that remembers whether the last piece ended within a word.
///
/// Lines are newlines. Words are runs of bytes that are not white space (C's `isspace`), as POSIX has it. Some versions
/// of `wc` also leave out runs without a printable character.
struct TextCounter {
    private var isInWord = false

    /// What begins in these bytes, and the bytes.
    mutating func take(_ bytes: [UInt8]) -> Counts {
        var lines = 0
        var starts = 0
        var wasSpace = !isInWord
        for byte in bytes {
            let isSpace = byte == 0x20 || byte &- 0x09 < 5
            lines += byte == 0x0A ? 1 : 0
            starts += wasSpace && !isSpace ? 1 : 0
            wasSpace = isSpace
        }
        isInWord = !wasSpace
        return Counts(lines: lines, words: starts, bytes: bytes.count)
    }
}
